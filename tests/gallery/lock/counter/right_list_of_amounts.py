"""Keeps what was added and sums up on reading: appending to a list is one step on CPython."""


class Counter:
    def __init__(self, start=0):
        self.added = [start]

    @property
    def value(self):
        return sum(self.added[:])

    def add(self, amount):
        self.add_all([amount])

    def add_all(self, amounts):
        self.added.append(sum(amounts))
