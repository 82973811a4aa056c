"""Looks without the lock, and waits in a second step: the last notify comes in between."""

import threading


class Latch:
    def __init__(self, count):
        self.count = count
        self.changed = threading.Condition()

    def count_down(self):
        with self.changed:
            self.count -= 1
            self.changed.notify_all()

    def wait(self, timeout=None):
        if self.count > 0:
            with self.changed:
                if not self.changed.wait(timeout):
                    return False
            return self.wait(timeout)
        return True
