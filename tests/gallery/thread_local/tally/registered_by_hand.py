"""Wrong: registers a thread when it adds first, and reads, changes and writes back the list without a lock."""

import threading


class Tally:
    def __init__(self):
        self.local = threading.local()
        self.of_all = []

    def add(self, amount):
        if not hasattr(self.local, "count"):
            self.local.count = [0]
            self.of_all = self.of_all + [self.local.count]
        self.local.count[0] += amount

    def mine(self):
        return self.local.count[0] if hasattr(self.local, "count") else 0

    def total(self):
        return sum(count[0] for count in self.of_all)
