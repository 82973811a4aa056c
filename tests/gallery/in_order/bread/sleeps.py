"""Later is after."""

import time


class Bread:
    def knead(self, act):
        act()

    def bake(self, act):
        time.sleep(1)
        act()

    def eat(self, act):
        time.sleep(2)
        act()
