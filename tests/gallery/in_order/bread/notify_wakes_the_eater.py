"""One condition, and one notify, which reaches whoever waits longest: the eater, before the baker."""

import threading

class Bread:
    def __init__(self):
        self.c = threading.Condition()
        self.state = 0

    def knead(self, act):
        with self.c:
            act()
            self.state = 1
            self.c.notify()

    def bake(self, act):
        with self.c:
            if self.state != 1:
                self.c.wait()
            act()
            self.state = 2
            self.c.notify()

    def eat(self, act):
        with self.c:
            if self.state != 2:
                self.c.wait()
            act()
