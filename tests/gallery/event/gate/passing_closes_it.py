"""Wrong: whoever passes closes the gate, and the next one waits."""

import threading


class Gate:
    def __init__(self):
        self.event = threading.Event()

    def open(self):
        self.event.set()

    def close(self):
        self.event.clear()

    def pass_through(self, timeout=None):
        if self.event.wait(timeout):
            self.event.clear()
            return True
        return False
