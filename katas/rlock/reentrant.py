"""Build an RLock."""

from types import TracebackType
from typing import Self


class ReentrantLock:
    """A lock that knows its owner, and lets it in again.

    Build it from a `threading.Lock` or a `threading.Condition`; an `RLock` would be no exercise.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def acquire(self, timeout: float | None = None) -> bool:
        """Take the lock. If it is free, or if the calling thread has it already, that is at once; else wait.

        timeout: how many seconds to wait at most, however often the thread is woken meanwhile; 0 not to wait, None to
            wait for ever.

        Return whether the thread has got it.
        """
        raise NotImplementedError

    def release(self) -> None:
        """Give it back once. It is free when its owner has released it as often as it has acquired it.

        Raise RuntimeError, and change nothing, if the calling thread does not have the lock.
        """
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        raise NotImplementedError
