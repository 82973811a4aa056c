"""Right: a dictionary of threads with a lock around every use."""

import threading
from collections import Counter


class Tally:
    def __init__(self):
        self._lock = threading.Lock()
        self._counts = Counter()

    def add(self, amount):
        with self._lock:
            self._counts[threading.current_thread()] += amount

    def mine(self):
        with self._lock:
            return self._counts[threading.current_thread()]

    def total(self):
        with self._lock:
            return self._counts.total()
