"""Wrong: waits by looking again and again, and between the look and the pop somebody else takes the last one."""

import time
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lent = []

    def take(self):
        while not self._free:
            time.sleep(0.001)
        connection = self._free.pop()
        self._lent.append(connection)
        return connection

    def give_back(self, connection):
        if connection not in self._lent:
            raise ValueError("not lent")
        self._lent.remove(connection)
        self._free.append(connection)

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
