"""Wrong: goes on after the timeout as if the value had come."""

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
            self.value = value
            self.event.set()

    def get(self, timeout=None):
        self.event.wait(timeout)
        return self.value
