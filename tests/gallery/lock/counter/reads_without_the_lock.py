"""Adds one by one with the lock in hand, but reads without it: so a part of the sum is seen."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        return self._value

    def add(self, amount):
        with self._lock:
            self._value += amount

    def add_all(self, amounts):
        with self._lock:
            for amount in amounts:
                self._value += amount
