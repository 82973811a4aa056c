"""wait and notify, and nobody remembers that it was so."""

import threading


class Bread:
    def __init__(self):
        lock = threading.Lock()
        self.kneaded = threading.Condition(lock)
        self.baked = threading.Condition(lock)

    def knead(self, act):
        act()
        with self.kneaded:
            self.kneaded.notify()

    def bake(self, act):
        with self.kneaded:
            self.kneaded.wait()
        act()
        with self.baked:
            self.baked.notify()

    def eat(self, act):
        with self.baked:
            self.baked.wait()
        act()
