"""A context manager that yields whether it has the lock."""

from contextlib import contextmanager


@contextmanager
def held_within(lock, seconds):
    held = lock.acquire(True, seconds)
    try:
        yield held
    finally:
        if held:
            lock.release()


def run_locked(lock, action, patience):
    with held_within(lock, patience) as held:
        if held:
            action()
        return held
