"""Tries to get the lock and goes on also when it did not get it."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        return self._value

    def add(self, amount):
        got_it = self._lock.acquire(blocking=False)
        try:
            self._value += amount
        finally:
            if got_it:
                self._lock.release()

    def add_all(self, amounts):
        self.add(sum(amounts))
