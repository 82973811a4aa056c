"""Whoever changes has the lock, and who only counts looks without it."""

import threading

class Stock:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.lock = threading.RLock()

    def count(self, thing):
        return self.counts.get(thing, 0)

    def add(self, thing, count):
        with self.lock:
            self.counts[thing] = self.counts.get(thing, 0) + count

    def take(self, thing, count):
        with self.lock:
            if self.counts.get(thing, 0) < count:
                return False
            self.counts[thing] -= count
            return True

    def exchange(self, given, received, count):
        with self.lock:
            if not self.take(given, count):
                return False
            self.add(received, count)
            return True

    def change(self, recipe):
        with self.lock:
            return recipe(self)
