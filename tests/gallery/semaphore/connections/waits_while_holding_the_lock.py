"""Wrong: waits for a free connection inside of the lock that everybody needs to give one back."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lent = []
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(len(self._free))

    def take(self):
        with self._lock:
            self._slots.acquire()
            connection = self._free.pop()
            self._lent.append(connection)
            return connection

    def give_back(self, connection):
        with self._lock:
            if connection not in self._lent:
                raise ValueError("not lent")
            self._lent.remove(connection)
            self._free.append(connection)
            self._slots.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
