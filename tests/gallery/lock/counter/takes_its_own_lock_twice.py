"""add_all takes the lock and calls add, which wants the same lock: it waits for itself."""

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
            self._value += amount

    def add_all(self, amounts):
        with self._lock:
            for amount in amounts:
                self.add(amount)
