"""Says that it is open, also when only the time was over."""

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
            self.changed.wait_for(lambda: self.count <= 0, timeout)
            return True
