"""Reads before it takes the lock and writes with the lock: what it read may be old by then."""

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
        value = self._value
        with self._lock:
            self._value = value + amount

    def add_all(self, amounts):
        self.add(sum(amounts))
