"""Tries without waiting, and again after a nap, until the time is over."""

import time


def run_locked(lock, action, patience):
    end = time.monotonic() + patience
    while not lock.acquire(blocking=False):
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)
    try:
        action()
    finally:
        lock.release()
    return True
