"""Wrong: reading and writing are safe, each for itself; between the two another process may add."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("q", start)

    def add(self, amount):
        self._number.value += amount

    @property
    def value(self):
        return self._number.value
