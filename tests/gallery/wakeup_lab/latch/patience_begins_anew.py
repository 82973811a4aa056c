"""Each wake-up begins a new timeout."""

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
            while self.count > 0:
                if not self.changed.wait(timeout):
                    return False
            return True
