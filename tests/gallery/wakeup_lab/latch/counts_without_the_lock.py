"""Counts down without the lock: two who do so at the same time count once."""

import threading


class Latch:
    def __init__(self, count):
        self.count = count
        self.changed = threading.Condition()

    def count_down(self):
        self.count -= 1
        with self.changed:
            self.changed.notify_all()

    def wait(self, timeout=None):
        with self.changed:
            return self.changed.wait_for(lambda: self.count <= 0, timeout)
