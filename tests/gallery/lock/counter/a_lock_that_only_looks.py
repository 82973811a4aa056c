"""Asks whether the lock is free instead of taking it."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        return self._value

    def add(self, amount):
        while self._lock.locked():
            pass
        self._value += amount

    def add_all(self, amounts):
        self.add(sum(amounts))
