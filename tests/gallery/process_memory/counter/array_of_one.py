"""Right: an array with one place."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._numbers = multiprocessing.Array("q", [start])

    def add(self, amount):
        self._numbers.acquire()
        try:
            self._numbers[0] = self._numbers[0] + amount
        finally:
            self._numbers.release()

    @property
    def value(self):
        return self._numbers[0]
