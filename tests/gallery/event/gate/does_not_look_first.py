"""Wrong: waits without looking whether the gate is open: an opening before the wait is lost."""

import threading


class Gate:
    def __init__(self):
        self.changed = threading.Condition()
        self.is_open = False

    def open(self):
        with self.changed:
            self.is_open = True
            self.changed.notify_all()

    def close(self):
        with self.changed:
            self.is_open = False

    def pass_through(self, timeout=None):
        with self.changed:
            self.changed.wait(timeout)
            return self.is_open
