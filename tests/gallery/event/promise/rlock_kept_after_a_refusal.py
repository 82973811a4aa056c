"""Wrong: the lock stays taken when a value is refused; its owner does not notice, and everybody else waits for ever."""

import threading


class Promise:
    def __init__(self):
        self.lock = threading.RLock()
        self.event = threading.Event()

    def deliver(self, value):
        self.lock.acquire()
        if self.event.is_set():
            raise RuntimeError("there is a value already")
        self.value = value
        self.event.set()
        self.lock.release()

    def get(self, timeout=None):
        if not self.event.wait(timeout):
            raise TimeoutError
        return self.value
