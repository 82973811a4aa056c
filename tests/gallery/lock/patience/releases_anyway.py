"""The finally stands around the acquire too: it releases a lock that somebody else holds."""


def run_locked(lock, action, patience):
    try:
        if not lock.acquire(timeout=patience):
            return False
        action()
        return True
    finally:
        lock.release()
