"""Waits for a notify, and has not looked whether it was sent already."""

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
        with self.changed:
            while not self.changed.wait(timeout) or self.count > 0:
                if timeout is not None:
                    return False
            return True
