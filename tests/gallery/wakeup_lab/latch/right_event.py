"""An event for the open door, and a lock for the count."""

import threading


class Latch:
    def __init__(self, count):
        self.count = count
        self.lock = threading.Lock()
        self.is_open = threading.Event()
        if count == 0:
            self.is_open.set()

    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count <= 0:
                self.is_open.set()

    def wait(self, timeout=None):
        return self.is_open.wait(timeout)
