"""Wrong: looks whether there is a value and sets it in two steps, and two deliverers both find none."""

import threading


class Promise:
    def __init__(self):
        self.value = None
        self.event = threading.Event()

    def deliver(self, value):
        if self.event.is_set():
            raise RuntimeError("delivered already")
        self.value = value
        self.event.set()

    def get(self, timeout=None):
        if not self.event.wait(timeout):
            raise TimeoutError
        return self.value
