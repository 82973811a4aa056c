"""Wrong: wakes one of those who wait."""

import threading


class Promise:
    def __init__(self):
        self.values = []
        self.changed = threading.Condition()

    def deliver(self, value):
        with self.changed:
            if self.values:
                raise RuntimeError("delivered already")
            self.values.append(value)
            self.changed.notify()

    def get(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.values, timeout):
                raise TimeoutError
            return self.values[0]
