"""Wrong: as in the document: a plain number, of which each process has its own."""


class Counter:
    def __init__(self, start=0):
        self.value = start

    def add(self, amount):
        self.value += amount
