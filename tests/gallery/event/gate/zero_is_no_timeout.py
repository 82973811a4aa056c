"""Wrong: asks `if timeout`, and takes zero seconds for no limit at all."""

import threading


class Gate:
    def __init__(self):
        self.event = threading.Event()

    def open(self):
        self.event.set()

    def close(self):
        self.event.clear()

    def pass_through(self, timeout=None):
        if timeout:
            return self.event.wait(timeout)
        self.event.wait()
        return True
