"""Wrong: says that it was put, in any case."""

import queue


def offer(box, item, seconds):
    try:
        box.put(item, timeout=seconds)
    except queue.Full:
        pass
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(timeout=seconds)
    except queue.Empty:
        return otherwise
