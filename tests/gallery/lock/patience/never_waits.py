"""Tries once and gives up, however much patience there is."""


def run_locked(lock, action, patience):
    if not lock.acquire(blocking=False):
        return False
    try:
        action()
    finally:
        lock.release()
    return True
