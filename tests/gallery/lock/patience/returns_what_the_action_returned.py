"""Returns what the action returned instead of whether it was called."""


def run_locked(lock, action, patience):
    if not lock.acquire(timeout=patience):
        return False
    try:
        return action()
    finally:
        lock.release()
