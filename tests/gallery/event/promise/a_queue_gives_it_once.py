"""Wrong: a queue hands each value to one getter; the second one waits for another value."""

import queue
import threading


class Promise:
    def __init__(self):
        self.delivered = False
        self.lock = threading.Lock()
        self.values = queue.Queue()

    def deliver(self, value):
        with self.lock:
            if self.delivered:
                raise RuntimeError("delivered already")
            self.delivered = True
        self.values.put(value)

    def get(self, timeout=None):
        try:
            return self.values.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None
