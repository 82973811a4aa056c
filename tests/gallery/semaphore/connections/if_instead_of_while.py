"""Wrong: after the wait it does not look again; somebody else has taken the connection meanwhile."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lent = []
        self._changed = threading.Condition()

    def take(self):
        with self._changed:
            if not self._free:
                self._changed.wait()
            connection = self._free.pop()
            self._lent.append(connection)
            return connection

    def give_back(self, connection):
        with self._changed:
            if connection not in self._lent:
                raise ValueError("not lent")
            self._lent.remove(connection)
            self._free.append(connection)
            self._changed.notify()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
