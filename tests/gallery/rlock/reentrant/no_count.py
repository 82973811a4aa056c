"""Knows its owner, and not how often: the first release is the last."""

import threading


class ReentrantLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.owner = None

    def acquire(self, timeout=None):
        me = threading.current_thread()
        if self.owner is me:
            return True
        if not self.lock.acquire(timeout=-1 if timeout is None else timeout):
            return False
        self.owner = me
        return True

    def release(self):
        if self.owner is None:
            return
        if self.owner is not threading.current_thread():
            raise RuntimeError
        self.owner = None
        self.lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
