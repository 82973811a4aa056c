"""Wrong: gives the lock back between reading and writing."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("q", start)

    def add(self, amount):
        with self._number.get_lock():
            number = self._number.value
        self._number.value = number + amount

    @property
    def value(self):
        return self._number.value
