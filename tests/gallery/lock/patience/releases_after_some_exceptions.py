"""Wrong: an `except Exception` in place of a `finally` does not see KeyboardInterrupt and SystemExit."""


def run_locked(lock, action, patience):
    if not lock.acquire(timeout=patience):
        return False
    try:
        action()
    except Exception:
        lock.release()
        raise
    lock.release()
    return True
