"""acquire and release, and an exception between them."""

import threading


class Stock:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.lock = threading.RLock()

    def count(self, thing):
        with self.lock:
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
        self.lock.acquire()
        result = recipe(self)
        self.lock.release()
        return result
