"""Wrong: sleeps for as long as there is patience, and looks only then."""

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
        time.sleep(timeout)
        return self.event.is_set()
