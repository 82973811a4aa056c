"""Build an RLock.

A Lock does the waiting. Who has it stands beside it, and how often. `_owner` is read without the lock, which is safe:
whether I am the owner is changed by nobody but me.
"""

import threading
from types import TracebackType
from typing import Self


class ReentrantLock:
    """A lock that knows its owner, and lets it in again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: threading.Thread | None = None
        self._times = 0

    def acquire(self, timeout: float | None = None) -> bool:
        """Take the lock, once more if the calling thread has it already. Return whether the thread has got it."""
        if self._owner is threading.current_thread():
            self._times += 1
            return True
        if not self._lock.acquire(timeout=-1 if timeout is None else timeout):
            return False
        self._owner = threading.current_thread()
        self._times = 1
        return True

    def release(self) -> None:
        """Give it back once."""
        if self._owner is not threading.current_thread():
            raise RuntimeError("only the thread that has the lock can release it")
        self._times -= 1
        if self._times == 0:
            self._owner = None  # before the lock is free: afterwards it may be somebody else's
            self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
