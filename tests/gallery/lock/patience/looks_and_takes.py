"""Looks whether the lock is free, and takes it after the look: by then it may be taken, and it waits for ever."""

import time


def run_locked(lock, action, patience):
    end = time.monotonic() + patience
    while lock.locked():
        if time.monotonic() >= end:
            return False
        time.sleep(0.01)
    with lock:
        action()
    return True
