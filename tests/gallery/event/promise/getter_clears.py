"""Wrong: whoever gets the value clears the event, and the next one waits for ever."""

import threading


class Promise:
    def __init__(self):
        self.value = None
        self.delivered = False
        self.event = threading.Event()
        self.lock = threading.Lock()

    def deliver(self, value):
        with self.lock:
            if self.delivered:
                raise RuntimeError("delivered already")
            self.delivered = True
            self.value = value
            self.event.set()

    def get(self, timeout=None):
        if not self.event.wait(timeout):
            raise TimeoutError
        self.event.clear()
        return self.value
