"""Right: a condition, and a list that is empty until the value is there."""

import threading


class Promise:
    def __init__(self):
        self._values = []
        self._changed = threading.Condition()

    def deliver(self, value):
        with self._changed:
            if self._values:
                raise RuntimeError(f"{self._values[0]} was delivered before")
            self._values.append(value)
            self._changed.notify_all()

    def get(self, timeout=None):
        with self._changed:
            if not self._changed.wait_for(lambda: self._values, timeout):
                raise TimeoutError
            return self._values[0]
