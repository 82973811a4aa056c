"""Wrong: waits for the event only without a timeout; with one it sleeps and looks again and again."""

import threading
import time


class Gate:
    def __init__(self):
        self.event = threading.Event()

    def open(self):
        self.event.set()

    def close(self):
        self.event.clear()

    def pass_through(self, timeout=None):
        if timeout is None:
            return self.event.wait()
        end = time.monotonic() + timeout
        while not (free := self.event.is_set()) and time.monotonic() < end:
            time.sleep(0.1)
        return free
