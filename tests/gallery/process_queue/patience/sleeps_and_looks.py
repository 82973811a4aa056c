"""Wrong: sleeps for all of the time, and looks then."""

import queue
import time


def offer(box, item, seconds):
    if seconds is not None:
        time.sleep(seconds)
    try:
        box.put(item, block=seconds is None)
    except queue.Full:
        return False
    return True


def take(box, seconds, otherwise=None):
    if seconds is not None:
        time.sleep(seconds)
    try:
        return box.get(block=seconds is None)
    except queue.Empty:
        return otherwise
