"""Wrong: an item that is as good as nothing is taken for none."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, timeout=seconds)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(timeout=seconds) or otherwise
    except queue.Empty:
        return otherwise
