"""Releases only if the action does not raise."""


def run_locked(lock, action, patience):
    if lock.acquire(timeout=patience):
        action()
        lock.release()
        return True
    return False
