"""Wrong: does not look at what wait returns, and says that the way was free when only the patience had ended."""

import threading


class Gate:
    def __init__(self):
        self.event = threading.Event()

    def open(self):
        self.event.set()

    def close(self):
        self.event.clear()

    def pass_through(self, timeout=None):
        self.event.wait(timeout)
        return True
