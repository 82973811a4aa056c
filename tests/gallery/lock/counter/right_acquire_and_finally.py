"""acquire, try, finally, release: the tutorial's own form."""

import threading


class Counter:
    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self):
        self._lock.acquire()
        try:
            return self._value
        finally:
            self._lock.release()

    def add(self, amount):
        self._lock.acquire()
        try:
            self._value = self._value + amount
        finally:
            self._lock.release()

    def add_all(self, amounts):
        self.add(sum(amounts))
