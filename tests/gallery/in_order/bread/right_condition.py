"""A count of the steps that are done, and wait_for."""

import threading


class Bread:
    def __init__(self):
        self.done = 0
        self.changed = threading.Condition()

    def step(self, number, act):
        with self.changed:
            self.changed.wait_for(lambda: self.done == number)
        act()
        with self.changed:
            self.done += 1
            self.changed.notify_all()

    def knead(self, act):
        self.step(0, act)

    def bake(self, act):
        self.step(1, act)

    def eat(self, act):
        self.step(2, act)
