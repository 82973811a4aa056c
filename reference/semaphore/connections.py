"""A few connections, and more threads that need one."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class ConnectionPool:
    """Lends connections: a thread takes one, uses it alone, and gives it back.

    The semaphore counts how many are free, so that `take` can wait for one. The lock keeps the two lists in step.
    Nobody waits for the semaphore while holding the lock: whoever gives something back needs that lock.
    """

    def __init__(self, connections: Iterable[object]) -> None:
        self._free = list(connections)
        self._lent: list[object] = []
        self._lists = threading.Lock()
        self._how_many_are_free = threading.Semaphore(len(self._free))

    def take(self) -> object:
        """Return a connection that nobody else has; wait while all of them are lent."""
        self._how_many_are_free.acquire()
        with self._lists:
            connection = self._free.pop()
            self._lent.append(connection)
        return connection

    def give_back(self, connection: object) -> None:
        """Take *connection* back; ValueError if it is not lent."""
        with self._lists:
            if connection not in self._lent:
                raise ValueError(f"{connection!r} is not lent; give back each connection once")
            self._lent.remove(connection)
            self._free.append(connection)
        self._how_many_are_free.release()  # last: whoever comes in now finds the connection in its place

    @contextmanager
    def borrow(self) -> Iterator[object]:
        """Take a connection for a with-block."""
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
