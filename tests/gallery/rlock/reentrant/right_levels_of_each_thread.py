"""Each thread keeps its own count in a thread-local; a semaphore does the waiting."""

import threading


class ReentrantLock:
    def __init__(self):
        self.semaphore = threading.Semaphore(1)
        self.mine = threading.local()

    def acquire(self, timeout=None):
        levels = getattr(self.mine, "levels", 0)
        if levels == 0 and not self.semaphore.acquire(timeout=timeout):
            return False
        self.mine.levels = levels + 1
        return True

    def release(self):
        levels = getattr(self.mine, "levels", 0)
        if levels == 0:
            raise RuntimeError("not yours")
        self.mine.levels = levels - 1
        if levels == 1:
            self.semaphore.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
