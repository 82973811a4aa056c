"""Wrong: the lock of a Value that was told to have a Lock: `.value` takes it once more, and waits for itself."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("q", start, lock=multiprocessing.Lock())

    def add(self, amount):
        with self._number.get_lock():
            self._number.value += amount

    @property
    def value(self):
        return self._number.value
