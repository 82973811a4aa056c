"""Takes the lock, gives it back, and runs the action then."""


def run_locked(lock, action, patience):
    if not lock.acquire(timeout=patience):
        return False
    lock.release()
    action()
    return True
