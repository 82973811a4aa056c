"""Releases the lock only if all goes well: after a wrong amount it stays taken for ever."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self, amount):
        self._lock.acquire()
        self._value += amount
        self._lock.release()

    def add_all(self, amounts):
        self.add(sum(amounts))
