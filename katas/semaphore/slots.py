"""What can be found out about a semaphore with nothing but its own two methods.

The functions get any object that has `acquire` and `release` as `threading.Semaphore` has them. Whatever else it may
have is private: there are semaphores in other libraries, too.
"""

from typing import Any


def free_slots(semaphore: Any) -> int:
    """Return how many threads could enter *semaphore* now without waiting, and leave it as it was."""
    raise NotImplementedError


def is_bounded(semaphore: Any) -> bool:
    """Return whether *semaphore* answers a release without an acquire with ValueError, and leave it as it was.

    semaphore: nobody is inside at the moment.
    """
    raise NotImplementedError
