"""Two locks that are taken at first, and released by another thread: a lock has no owner."""

import threading


class Bread:
    def __init__(self):
        self.oven, self.table = threading.Lock(), threading.Lock()
        self.oven.acquire()
        self.table.acquire()

    def knead(self, act):
        act()
        self.oven.release()

    def bake(self, act):
        with self.oven:
            act()
        self.table.release()

    def eat(self, act):
        with self.table:
            act()
