"""Right: number and lock are a manager's; the manager stays with who made it, and the rest can be sent."""

from multiprocessing import Manager


class Counter:
    def __init__(self, start=0):
        self._manager = Manager()
        self._number = self._manager.Value("q", start)
        self._lock = self._manager.Lock()

    def __getstate__(self):
        return self._number, self._lock

    def __setstate__(self, state):
        self._number, self._lock = state

    def add(self, amount):
        with self._lock:
            self._number.value = self._number.value + amount

    @property
    def value(self):
        return self._number.value
