"""An RLock, so that add_all may call add while it holds the lock."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.RLock()

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self, amount):
        with self._lock:
            self._value += amount

    def add_all(self, amounts):
        with self._lock:
            before = self._value
            try:
                for amount in amounts:
                    self.add(amount)
            except TypeError:
                self._value = before
                raise
