"""Wrong: tries once, sleeps for all its patience, and tries once more; what is in between it misses."""

import time


def run_locked(lock, action, patience):
    if not lock.acquire(blocking=False):
        time.sleep(patience)
        if not lock.acquire(blocking=False):
            return False
    try:
        action()
    finally:
        lock.release()
    return True
