"""Right: a bare number, and a lock beside it."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._lock = multiprocessing.Lock()
        self._number = multiprocessing.RawValue("q", start)

    def add(self, amount):
        with self._lock:
            self._number.value += amount

    @property
    def value(self):
        return self._number.value
