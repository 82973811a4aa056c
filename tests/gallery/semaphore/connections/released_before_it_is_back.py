"""Wrong: releases the semaphore before the connection is in the list: whoever is let in finds the list empty."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._lent = []
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(len(self._free))

    def take(self):
        self._slots.acquire()
        with self._lock:
            connection = self._free.pop()
            self._lent.append(connection)
        return connection

    def give_back(self, connection):
        if connection not in self._lent:
            raise ValueError("not lent")
        self._slots.release()
        with self._lock:
            self._lent.remove(connection)
            self._free.append(connection)

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
