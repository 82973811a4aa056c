"""A few connections, and more threads that need one."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

C = TypeVar("C")


class ConnectionPool(Generic[C]):
    """Lends connections: a thread takes one, uses it alone, and gives it back.

    The semaphore counts how many are free, so that `take` can wait; the lock keeps the two lists in step with each other.
    Nobody ever waits for the semaphore while holding the lock: whoever gives back needs the lock.
    """

    def __init__(self, connections: Iterable[C]) -> None:
        self._free = list(connections)
        self._lent: list[C] = []
        self._lock = threading.Lock()
        self._free_ones = threading.Semaphore(len(self._free))

    def take(self) -> C:
        """Return a connection that nobody else has; wait while all of them are lent."""
        self._free_ones.acquire()
        with self._lock:
            connection = self._free.pop()
            self._lent.append(connection)
        return connection

    def give_back(self, connection: C) -> None:
        """Take *connection* back; ValueError if it is not lent."""
        with self._lock:
            if connection not in self._lent:
                raise ValueError(f"{connection!r} is not lent; give back each connection once")
            self._lent.remove(connection)
            self._free.append(connection)
        self._free_ones.release()  # last: whoever is let in by this must find the connection in its place

    @contextmanager
    def borrow(self) -> Iterator[C]:
        """Take a connection for the length of a with-block."""
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
