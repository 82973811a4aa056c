"""Right: a queue of the free ones waits and hands over; a dictionary knows who is away."""

import queue
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = queue.LifoQueue()
        for connection in connections:
            self._free.put(connection)
        self._lent = {}

    def take(self):
        connection = self._free.get()
        self._lent[connection] = True
        return connection

    def give_back(self, connection):
        if self._lent.pop(connection, None) is None:
            raise ValueError(f"{connection} is not lent")
        self._free.put(connection)

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
