"""Wrong: takes None for "not delivered yet", so that a value of None never arrives."""

import threading


class Promise:
    def __init__(self):
        self.value = None
        self.changed = threading.Condition()

    def deliver(self, value):
        with self.changed:
            if self.value is not None:
                raise RuntimeError("delivered already")
            self.value = value
            self.changed.notify_all()

    def get(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.value is not None, timeout):
                raise TimeoutError
            return self.value
