"""Looks once and waits once: any wake-up is taken for the last one."""

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
            if self.count > 0:
                return self.changed.wait(timeout)
            return True
