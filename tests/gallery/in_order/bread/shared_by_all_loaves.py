"""The events belong to the class."""

import threading


class Bread:
    kneaded = threading.Event()
    baked = threading.Event()

    def knead(self, act):
        act()
        self.kneaded.set()

    def bake(self, act):
        self.kneaded.wait()
        act()
        self.baked.set()

    def eat(self, act):
        self.baked.wait()
        act()
