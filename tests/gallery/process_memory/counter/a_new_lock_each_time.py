"""Wrong: a lock that was just made keeps nobody out."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("q", start)

    def add(self, amount):
        with multiprocessing.Lock():
            self._number.value += amount

    @property
    def value(self):
        return self._number.value
