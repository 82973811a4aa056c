"""Wrong: takes 0 for None, and waits for ever."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, timeout=seconds or None)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(timeout=seconds or None)
    except queue.Empty:
        return otherwise
