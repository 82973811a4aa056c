"""Wrong: sleeps and looks again and again, in place of waiting until it is told."""

import threading
import time


class Promise:
    def __init__(self):
        self.lock = threading.Lock()
        self.values = []

    def deliver(self, value):
        with self.lock:
            if self.values:
                raise RuntimeError("there is a value already")
            self.values.append(value)

    def get(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while not self.values:
            if end is not None and time.monotonic() >= end:
                raise TimeoutError
            time.sleep(0.001)
        return self.values[0]
