"""Wrong: answers with None, whatever else was asked for."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, timeout=seconds)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(timeout=seconds)
    except queue.Empty:
        return None
