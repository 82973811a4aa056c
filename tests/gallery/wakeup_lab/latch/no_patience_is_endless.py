"""Takes a timeout of 0 for none."""

import threading


class Latch:
    def __init__(self, count):
        self.n = count
        self.cond = threading.Condition()

    def count_down(self):
        with self.cond:
            self.n -= 1
            if self.n == 0:
                self.cond.notify_all()

    def wait(self, timeout=None):
        with self.cond:
            if timeout:
                return self.cond.wait_for(lambda: self.n <= 0, timeout)
            self.cond.wait_for(lambda: self.n <= 0)
            return True
