"""Wrong: counts well how many are lent, and hands them out in turn, whether that one is free or not."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._connections = list(connections)
        self._next = 0
        self._lock = threading.Lock()
        self._lent = []
        self._slots = threading.Semaphore(len(self._connections))

    def take(self):
        self._slots.acquire()
        with self._lock:
            connection = self._connections[self._next % len(self._connections)]
            self._next += 1
            self._lent.append(connection)
        return connection

    def give_back(self, connection):
        with self._lock:
            if connection not in self._lent:
                raise ValueError("not lent")
            self._lent.remove(connection)
        self._slots.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
