"""Owner and count under a condition, which does the waiting."""

import threading


class ReentrantLock:
    def __init__(self):
        self.free = threading.Condition(threading.Lock())
        self.owner = None
        self.count = 0

    def acquire(self, timeout=None):
        me = threading.current_thread()
        with self.free:
            if not self.free.wait_for(lambda: self.owner in (None, me), timeout):
                return False
            self.owner = me
            self.count += 1
            return True

    def release(self):
        with self.free:
            if self.owner is not threading.current_thread():
                raise RuntimeError("not yours")
            self.count -= 1
            if self.count == 0:
                self.owner = None
                self.free.notify()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()
