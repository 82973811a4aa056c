"""Wrong: counts by the names of threads, and two threads of one name get in each other's way."""

import threading


class Tally:
    def __init__(self):
        self.counts = {}

    def add(self, amount):
        name = threading.current_thread().name
        self.counts[name] = self.counts.get(name, 0) + amount

    def mine(self):
        return self.counts.get(threading.current_thread().name, 0)

    def total(self):
        return sum(self.counts.values())
