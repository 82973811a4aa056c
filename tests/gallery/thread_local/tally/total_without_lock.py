"""Wrong: the private count is right, and the shared total is added to by all threads without a lock."""

import threading


class Tally:
    def __init__(self):
        self.local = threading.local()
        self.sum = 0

    def add(self, amount):
        self.local.count = getattr(self.local, "count", 0) + amount
        self.sum += amount

    def mine(self):
        return getattr(self.local, "count", 0)

    def total(self):
        return self.sum
