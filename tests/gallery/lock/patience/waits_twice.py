"""Wrong: tries a second time, and is twice as patient as it should be."""


def run_locked(lock, action, patience):
    for _ in range(2):
        if lock.acquire(timeout=patience):
            try:
                action()
            finally:
                lock.release()
            return True
    return False
