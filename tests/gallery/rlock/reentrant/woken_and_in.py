"""Whoever is woken believes that it is free, and does not look again."""

import threading

class ReentrantLock:
    def __init__(self):
        self.c = threading.Condition()
        self.owner = None
        self.count = 0

    def acquire(self, timeout=None):
        me = threading.current_thread()
        with self.c:
            if self.owner is not me and self.owner is not None:
                if not self.c.wait(timeout):
                    return False
            self.owner = me
            self.count += 1
            return True

    def release(self):
        with self.c:
            if self.owner is not threading.current_thread():
                raise RuntimeError
            self.count -= 1
            if not self.count:
                self.owner = None
                self.c.notify()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *a):
        self.release()
