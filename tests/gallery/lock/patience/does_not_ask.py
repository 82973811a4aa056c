"""Does not look at what acquire returned: runs without the lock and then releases what is not its own."""


def run_locked(lock, action, patience):
    lock.acquire(timeout=patience)
    try:
        action()
    finally:
        lock.release()
    return True
