"""Wrong: a lock of threading keeps out threads of the same process; each process has its own, or none at all."""

import multiprocessing
import threading


class Counter:
    def __init__(self, start=0):
        self._number = multiprocessing.Value("q", start)
        self._lock = threading.Lock()

    def add(self, amount):
        with self._lock:
            self._number.value += amount

    @property
    def value(self):
        return self._number.value
