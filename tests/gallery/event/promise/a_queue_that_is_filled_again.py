"""Wrong: a reader takes the value out for a moment, and there is room for another one."""

import queue


class Promise:
    def __init__(self):
        self.q = queue.Queue(maxsize=1)

    def deliver(self, value):
        try:
            self.q.put_nowait(value)
        except queue.Full:
            raise RuntimeError("already there")

    def get(self, timeout=None):
        try:
            value = self.q.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError
        self.q.put(value)
        return value
