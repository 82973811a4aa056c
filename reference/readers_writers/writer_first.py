"""The same lock, with writers who need not wait for readers that came after them.

One more number is written down: how many writers wait. It is a number and not a flag, because the first of two writers
who gets in must not take the second one's place in front of the readers away.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class WriterFirst:
    """A lock as `SharedLock`; while a writer waits, no reader begins."""

    def __init__(self) -> None:
        self._readers = 0
        self._writers_waiting = 0
        self._is_writing = False
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Be one of those who read, in a with-block."""
        with self._changed:
            while self._is_writing or self._writers_waiting:
                self._changed.wait()
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one, in a with-block."""
        with self._changed:
            self._writers_waiting += 1
            while self._is_writing or self._readers:
                self._changed.wait()
            self._writers_waiting -= 1
            self._is_writing = True
        try:
            yield
        finally:
            with self._changed:
                self._is_writing = False
                self._changed.notify_all()
