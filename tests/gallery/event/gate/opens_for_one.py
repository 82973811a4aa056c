"""Wrong: notify in place of notify_all: one passes the open gate, and the others sleep in front of it."""

import threading


class Gate:
    def __init__(self):
        self.changed = threading.Condition()
        self.is_open = False

    def open(self):
        with self.changed:
            self.is_open = True
            self.changed.notify()

    def close(self):
        with self.changed:
            self.is_open = False

    def pass_through(self, timeout=None):
        with self.changed:
            return self.changed.wait_for(lambda: self.is_open, timeout)
