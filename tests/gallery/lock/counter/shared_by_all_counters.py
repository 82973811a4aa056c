"""The value stands in the class: all counters are one."""

import threading


class Counter:
    _value = 0
    _lock = threading.Lock()

    def __init__(self, start=0):
        Counter._value = start

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self, amount):
        with self._lock:
            Counter._value += amount

    def add_all(self, amounts):
        self.add(sum(amounts))
