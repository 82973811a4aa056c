"""add_all adds one amount after the other: in between, others see a part of the sum."""

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
        for amount in amounts:
            self.add(amount)
