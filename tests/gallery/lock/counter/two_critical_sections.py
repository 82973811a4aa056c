"""Takes the lock for reading, and once more for writing: another thread comes in between."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self, amount):
        with self._lock:
            value = self._value
        value += amount
        with self._lock:
            self._value = value

    def add_all(self, amounts):
        self.add(sum(amounts))
