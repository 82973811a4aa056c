"""Find out about a semaphore with nothing but its own two methods."""

from __future__ import annotations

from typing import Protocol


class SemaphoreLike(Protocol):
    """What a semaphore must have here: the two methods of `threading.Semaphore`."""

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:  # noqa: FBT001, FBT002 - the library's
        """Take a slot; answer False instead of waiting if *blocking* is False."""

    def release(self) -> None:
        """Give a slot back."""


def free_slots(semaphore: SemaphoreLike) -> int:
    """Return how many threads could enter *semaphore* now: take slots until one is refused, and give them back."""
    taken = 0
    while semaphore.acquire(blocking=False):
        taken += 1
    for _ in range(taken):
        semaphore.release()
    return taken


def is_bounded(semaphore: SemaphoreLike) -> bool:
    """Return whether *semaphore* refuses a release without an acquire; take it back if it does not."""
    try:
        semaphore.release()
    except ValueError:
        return True
    semaphore.acquire()
    return False
