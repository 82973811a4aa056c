"""The owner is kept by its name, which another thread may have, too."""

import threading


class ReentrantLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.owner = None
        self.count = 0

    def acquire(self, timeout=None):
        me = threading.current_thread().name
        if self.owner != me:
            if not self.lock.acquire(timeout=-1 if timeout is None else timeout):
                return False
            self.owner = me
        self.count += 1
        return True

    def release(self):
        if self.owner != threading.current_thread().name:
            raise RuntimeError("cannot release un-acquired lock")
        self.count -= 1
        if not self.count:
            self.owner = None
            self.lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
