"""Wrong: nobody is told that a connection is back; who waits looks every millisecond."""

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
                self.condition.wait(0.001)
            connection = self.free.pop()
            self.lent.append(connection)
            return connection

    def give_back(self, connection):
        with self.condition:
            if connection not in self.lent:
                raise ValueError(connection)
            self.lent.remove(connection)
            self.free.append(connection)

    @contextmanager
    def borrow(self):
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)
