"""A semaphore that whoever passes opens for the next one."""

import threading


class Latch:
    def __init__(self, count):
        self.count = count
        self.lock = threading.Lock()
        self.turnstile = threading.Semaphore(0 if count else 1)

    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count == 0:
                self.turnstile.release()

    def wait(self, timeout=None):
        if not self.turnstile.acquire(timeout=timeout):
            return False
        self.turnstile.release()
        return True
