"""What can be found out about a semaphore with nothing but its own two methods."""

from typing import Any


def free_slots(semaphore: Any) -> int:  # noqa: ANN401 - any object with acquire and release
    """Return how many threads could enter *semaphore* now: take slots until one is refused, and give them back."""
    taken = 0
    while semaphore.acquire(blocking=False):
        taken += 1
    for _ in range(taken):
        semaphore.release()
    return taken


def is_bounded(semaphore: Any) -> bool:  # noqa: ANN401 - any object with acquire and release
    """Return whether *semaphore* refuses a release without an acquire; take that release back if it does not."""
    try:
        semaphore.release()
    except ValueError:
        return True
    semaphore.acquire()
    return False
