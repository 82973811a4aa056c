"""Wrong: keeps the lock from take until give_back, so that one connection is used and the others lie idle."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lent = []
        self._lock = threading.Lock()

    def take(self):
        self._lock.acquire()
        connection = self._free.pop()
        self._lent.append(connection)
        return connection

    def give_back(self, connection):
        if connection not in self._lent:
            raise ValueError("not lent")
        self._lent.remove(connection)
        self._free.append(connection)
        self._lock.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
