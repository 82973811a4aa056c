"""Wrong: borrow gives back after the yield, which an exception in the block skips: the connection is lost."""

import queue
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = queue.Queue()
        self._lent = []
        for connection in connections:
            self._free.put(connection)

    def take(self):
        connection = self._free.get()
        self._lent.append(connection)
        return connection

    def give_back(self, connection):
        try:
            self._lent.remove(connection)
        except ValueError:
            raise ValueError("not lent") from None
        self._free.put(connection)

    @contextmanager
    def borrow(self):
        connection = self.take()
        yield connection
        self.give_back(connection)
