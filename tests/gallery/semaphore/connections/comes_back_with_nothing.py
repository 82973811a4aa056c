"""Wrong: who has waited for ten seconds gets None."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self.free = list(connections)
        self.lent = set()
        self.slots = threading.Semaphore(len(self.free))
        self.lock = threading.Lock()

    def take(self):
        if not self.slots.acquire(timeout=10):
            return None
        with self.lock:
            connection = self.free.pop()
            self.lent.add(connection)
            return connection

    def give_back(self, connection):
        with self.lock:
            if connection not in self.lent:
                raise ValueError(connection)
            self.lent.remove(connection)
            self.free.append(connection)
        self.slots.release()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
