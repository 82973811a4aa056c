"""Waits in `close` until all who were there have crossed, which nobody tells it."""

import threading


class Drawbridge:
    def __init__(self):
        self.is_open = False
        self.waiting = 0
        self.changed = threading.Condition()

    def open(self):
        with self.changed:
            self.is_open = True
            self.changed.notify_all()

    def close(self):
        with self.changed:
            while self.waiting:
                self.changed.wait()
            self.is_open = False

    def cross(self):
        with self.changed:
            self.waiting += 1
            while not self.is_open:
                self.changed.wait()
            self.waiting -= 1
