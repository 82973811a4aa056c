"""Right: one condition for all of it, and a class of its own for the with-block."""

import threading


class Borrowed:
    def __init__(self, pool):
        self.pool = pool

    def __enter__(self):
        self.connection = self.pool.take()
        return self.connection

    def __exit__(self, *exception):
        self.pool.give_back(self.connection)
        return False


class ConnectionPool:
    def __init__(self, connections):
        self.lent = {connection: False for connection in connections}
        self.changed = threading.Condition()

    def take(self):
        with self.changed:
            while True:
                for connection, lent in self.lent.items():
                    if not lent:
                        self.lent[connection] = True
                        return connection
                self.changed.wait()

    def give_back(self, connection):
        with self.changed:
            if not self.lent.get(connection):
                raise ValueError(connection)
            self.lent[connection] = False
            self.changed.notify()

    def borrow(self):
        return Borrowed(self)
