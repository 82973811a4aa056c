"""Wrong: the second argument of put, and the first one of get, is block, not timeout."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, seconds)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(seconds)
    except queue.Empty:
        return otherwise
