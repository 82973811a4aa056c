"""Wrong: a plain semaphore believes every release, so a connection that is given back twice is lent twice."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._known = list(self._free)
        self._slots = threading.Semaphore(len(self._free))

    def take(self):
        self._slots.acquire()
        return self._free.pop()

    def give_back(self, connection):
        if connection not in self._known:
            raise ValueError("not one of mine")
        self._free.append(connection)
        self._slots.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
