"""Makes a new lock in every call: nobody else ever wants it, so it keeps nobody out."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start

    @property
    def value(self):
        return self._value

    def add(self, amount):
        lock = threading.Lock()
        with lock:
            self._value += amount

    def add_all(self, amounts):
        lock = threading.Lock()
        with lock:
            self._value += sum(amounts)
