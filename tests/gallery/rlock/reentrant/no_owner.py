"""Counts, and does not look who it is: whoever finds it taken is let in."""

import threading


class ReentrantLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0

    def acquire(self, timeout=None):
        if self.count == 0:
            self.lock.acquire()
        self.count += 1
        return True

    def release(self):
        if self.count == 0:
            raise RuntimeError
        self.count -= 1
        if self.count == 0:
            self.lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
