"""Passes the patience as the first argument of acquire, which is blocking: any number but 0 waits for ever."""


def run_locked(lock, action, patience):
    if not lock.acquire(patience):
        return False
    try:
        action()
    finally:
        lock.release()
    return True
