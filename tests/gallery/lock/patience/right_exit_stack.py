"""The release is put on a stack as soon as the lock is there."""

from contextlib import ExitStack


def run_locked(lock, action, patience):
    with ExitStack() as stack:
        if lock.acquire(timeout=patience):
            stack.callback(lock.release)
            action()
            return True
    return False
