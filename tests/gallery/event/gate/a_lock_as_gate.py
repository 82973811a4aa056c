"""Wrong: a lock as gate: held means closed. Opening twice releases a lock that nobody holds."""

import threading


class Gate:
    def __init__(self):
        self.lock = threading.Lock()
        self.lock.acquire()

    def open(self):
        self.lock.release()

    def close(self):
        self.lock.acquire()

    def pass_through(self, timeout=None):
        if self.lock.acquire(timeout=-1 if timeout is None else timeout):
            self.lock.release()
            return True
        return False
