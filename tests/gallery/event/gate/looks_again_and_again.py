"""Wrong: sleeps and looks again and again, in place of waiting until it is told."""

import time


class Gate:
    def __init__(self):
        self.is_open = False

    def open(self):
        self.is_open = True

    def close(self):
        self.is_open = False

    def pass_through(self, timeout=None):
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not (free := self.is_open) and time.monotonic() < end:
            time.sleep(0.05)
        return free
