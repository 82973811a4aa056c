"""One lock for add and another one for add_all: the two do not keep clear of each other."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()
        self._other_lock = threading.Lock()

    @property
    def value(self):
        return self._value

    def add(self, amount):
        with self._lock:
            self._value += amount

    def add_all(self, amounts):
        total = sum(amounts)
        with self._other_lock:
            self._value += total
