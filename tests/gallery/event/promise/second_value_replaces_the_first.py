"""Wrong: a later value simply replaces the one before."""

import threading


class Promise:
    def __init__(self):
        self.value = None
        self.event = threading.Event()

    def deliver(self, value):
        self.value = value
        self.event.set()

    def get(self, timeout=None):
        if not self.event.wait(timeout):
            raise TimeoutError
        return self.value
