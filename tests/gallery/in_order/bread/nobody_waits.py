"""The order in which they are called will do."""


class Bread:
    def knead(self, act):
        act()

    def bake(self, act):
        act()

    def eat(self, act):
        act()
