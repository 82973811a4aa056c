"""Gives out as many tickets as people wait, and whoever is quicker takes one."""

import threading


class Drawbridge:
    def __init__(self):
        self.is_open = False
        self.waiting = 0
        self.tickets = 0
        self.changed = threading.Condition()

    def open(self):
        with self.changed:
            self.is_open = True
            self.tickets = self.waiting
            self.changed.notify_all()

    def close(self):
        with self.changed:
            self.is_open = False

    def cross(self):
        with self.changed:
            self.waiting += 1
            while not self.is_open and not self.tickets:
                self.changed.wait()
            self.waiting -= 1
            if self.tickets:
                self.tickets -= 1
