"""Wrong: takes what is thread-local for the solution of everything: the total is what the asking thread has counted."""

import threading


class Tally:
    def __init__(self):
        self.local = threading.local()

    def add(self, amount):
        self.local.count = getattr(self.local, "count", 0) + amount

    def mine(self):
        return getattr(self.local, "count", 0)

    def total(self):
        return self.mine()
