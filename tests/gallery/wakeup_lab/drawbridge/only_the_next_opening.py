"""Waits for an opening, and does not see that it is open."""

import threading


class Drawbridge:
    def __init__(self):
        self.is_open = False
        self.openings = 0
        self.changed = threading.Condition()

    def open(self):
        with self.changed:
            self.is_open = True
            self.openings += 1
            self.changed.notify_all()

    def close(self):
        with self.changed:
            self.is_open = False

    def cross(self):
        with self.changed:
            mine = self.openings
            self.changed.wait_for(lambda: self.openings > mine)
