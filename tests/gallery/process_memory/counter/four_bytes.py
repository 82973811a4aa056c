"""Wrong: an "i" has 32 bits, and runs over without a word."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("i", start)

    def add(self, amount):
        with self._number.get_lock():
            self._number.value += amount

    @property
    def value(self):
        return self._number.value
