"""Right: all arguments by their places."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, True, seconds)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(True, seconds)
    except queue.Empty:
        return otherwise
