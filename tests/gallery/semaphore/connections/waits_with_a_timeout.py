"""A condition, on which each waits a second at most before it looks for itself; it is told long before that."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, connections):
        self.free = list(connections)
        self.lent = []
        self.condition = threading.Condition()

    def take(self):
        with self.condition:
            while not self.free:
                self.condition.wait(timeout=1)
            connection = self.free.pop()
            self.lent.append(connection)
            return connection

    def give_back(self, connection):
        with self.condition:
            if connection not in self.lent:
                raise ValueError(connection)
            self.lent.remove(connection)
            self.free.append(connection)
            self.condition.notify()

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
