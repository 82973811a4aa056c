"""Waits while it is closed: who wakes up too late finds it closed again."""

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
            while not self.is_open:
                self.changed.wait()
