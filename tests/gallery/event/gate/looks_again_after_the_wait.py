"""Wrong: answers with what the flag is now: it may be down again, and somebody with all the time has not passed."""

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
        return self.event.is_set()
