"""Wrong: trusts BoundedSemaphore to notice what is given back twice; it counts, and does not know who gives what."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self._free = list(connections)
        self._slots = threading.BoundedSemaphore(len(self._free))

    def take(self):
        self._slots.acquire()
        return self._free.pop()

    def give_back(self, connection):
        self._free.append(connection)
        self._slots.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
