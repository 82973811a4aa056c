"""Wrong: the first parameter of acquire is not the timeout."""


def run_locked(lock, action, patience):
    if lock.acquire(patience):
        try:
            action()
        finally:
            lock.release()
        return True
    return False
