"""One event: whoever eats comes when the loaf is kneaded."""

import threading


class Bread:
    def __init__(self):
        self.ready = threading.Event()

    def knead(self, act):
        act()
        self.ready.set()

    def bake(self, act):
        self.ready.wait()
        act()

    def eat(self, act):
        self.ready.wait()
        act()
