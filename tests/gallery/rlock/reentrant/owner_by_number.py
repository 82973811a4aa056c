"""The owner is kept as get_ident(): numbers of threads that have ended are used again."""

import threading


class ReentrantLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.owner = None
        self.count = 0

    def acquire(self, timeout=None):
        me = threading.get_ident()
        if self.owner != me:
            if not self.lock.acquire(timeout=-1 if timeout is None else timeout):
                return False
            self.owner = me
        self.count += 1
        return True

    def release(self):
        if self.owner != threading.get_ident():
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
