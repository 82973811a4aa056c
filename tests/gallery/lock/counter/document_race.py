"""The tutorial's race: a number in the module, read and written by whoever comes."""

num = 0


class Counter:
    def __init__(self, start=0):
        global num
        num = start

    @property
    def value(self):
        return num

    def add(self, amount):
        global num
        num = num + amount

    def add_all(self, amounts):
        global num
        num = num + sum(amounts)
