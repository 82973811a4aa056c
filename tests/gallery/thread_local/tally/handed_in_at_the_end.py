"""Wrong: hands the count of a thread in when that thread asks for the total; most threads never do."""

import threading


class Tally:
    def __init__(self):
        self.local = threading.local()
        self.lock = threading.Lock()
        self.sum = 0

    def add(self, amount):
        self.local.count = getattr(self.local, "count", 0) + amount
        self.local.new = getattr(self.local, "new", 0) + amount

    def mine(self):
        return getattr(self.local, "count", 0)

    def total(self):
        with self.lock:
            self.sum += getattr(self.local, "new", 0)
            self.local.new = 0
            return self.sum
