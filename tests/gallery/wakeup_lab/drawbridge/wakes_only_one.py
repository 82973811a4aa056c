"""One notify, and two who wait."""

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
            self.changed.notify()

    def close(self):
        with self.changed:
            self.is_open = False

    def cross(self):
        with self.changed:
            mine = self.openings
            self.changed.wait_for(lambda: self.is_open or self.openings > mine)
