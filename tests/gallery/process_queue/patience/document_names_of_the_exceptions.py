"""Wrong: as in the document: Queue.Full and Queue.Empty, which there are not."""

from multiprocessing import Queue


def offer(box, item, seconds):
    try:
        box.put(item, timeout=seconds)
    except Queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    try:
        return box.get(timeout=seconds)
    except Queue.Empty:
        return otherwise
