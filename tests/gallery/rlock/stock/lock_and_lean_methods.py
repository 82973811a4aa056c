"""A Lock, and inner methods without it; a recipe calls the outer ones all the same."""

import threading


class Stock:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.lock = threading.Lock()

    def count(self, thing):
        with self.lock:
            return self.counts.get(thing, 0)

    def _add(self, thing, count):
        self.counts[thing] = self.counts.get(thing, 0) + count

    def _take(self, thing, count):
        if self.counts.get(thing, 0) < count:
            return False
        self._add(thing, -count)
        return True

    def add(self, thing, count):
        with self.lock:
            self._add(thing, count)

    def take(self, thing, count):
        with self.lock:
            return self._take(thing, count)

    def exchange(self, given, received, count):
        with self.lock:
            if not self._take(given, count):
                return False
            self._add(received, count)
            return True

    def change(self, recipe):
        with self.lock:
            return recipe(self)
