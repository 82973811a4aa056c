"""release() does not ask who calls it."""

import threading


class ReentrantLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.owner = None
        self.count = 0

    def acquire(self, timeout=None):
        me = threading.current_thread()
        if self.owner is not me:
            if not self.lock.acquire(timeout=-1 if timeout is None else timeout):
                return False
            self.owner = me
        self.count += 1
        return True

    def release(self):
        if self.count == 0:
            raise RuntimeError("not acquired")
        self.count -= 1
        if self.count == 0:
            self.owner = None
            self.lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
