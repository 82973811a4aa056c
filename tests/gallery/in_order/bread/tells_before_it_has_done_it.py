"""Sets the event, and then does what it stands for."""

import threading


class Bread:
    def __init__(self):
        self.kneaded = threading.Event()
        self.baked = threading.Event()

    def knead(self, act):
        self.kneaded.set()
        act()

    def bake(self, act):
        self.kneaded.wait()
        self.baked.set()
        act()

    def eat(self, act):
        self.baked.wait()
        act()
