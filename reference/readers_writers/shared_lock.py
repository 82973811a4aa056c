"""A lock that readers share and writers have for themselves.

The condition's lock guards only the two variables, and is held for a moment. What a reader or a writer keeps for longer
is written down in them.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class SharedLock:
    """A lock of two kinds: `with lock.reading():` and `with lock.writing():`."""

    def __init__(self) -> None:
        self._readers = 0
        self._is_writing = False
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Be one of those who read, in a with-block."""
        with self._changed:
            while self._is_writing:
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
            while self._is_writing or self._readers:
                self._changed.wait()
            self._is_writing = True
        try:
            yield
        finally:
            with self._changed:
                self._is_writing = False
                self._changed.notify_all()
