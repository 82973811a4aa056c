"""Wrong: who has waited for the lock for half a second does not add."""

import threading


class Counter:
    def __init__(self, start=0):
        self._lock = threading.Lock()
        self._value = start

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self, amount):
        if self._lock.acquire(timeout=0.5):
            try:
                self._value += amount
            finally:
                self._lock.release()

    def add_all(self, amounts):
        self.add(sum(amounts))
