"""Wrong: tells everybody that the value is there, and then puts it there."""

import threading


class Promise:
    def __init__(self):
        self.value = None
        self.event = threading.Event()
        self.lock = threading.Lock()

    def deliver(self, value):
        with self.lock:
            if self.event.is_set():
                raise RuntimeError("delivered already")
            self.event.set()
            self.value = value

    def get(self, timeout=None):
        if not self.event.wait(timeout):
            raise TimeoutError
        return self.value
