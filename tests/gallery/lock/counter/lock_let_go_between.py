"""Wrong: reads and writes with the lock held, and lets it go in between."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self.lock = threading.Lock()

    @property
    def value(self):
        with self.lock:
            return self._value

    def add(self, amount):
        new = self.value + amount
        with self.lock:
            self._value = new

    def add_all(self, amounts):
        new = self.value + sum(amounts)
        with self.lock:
            self._value = new
