"""Wrong: a number with a point, which is exact up to 2**53 only."""

from multiprocessing import Value


class Counter:
    def __init__(self, start=0):
        self.number = Value("d", start)

    def add(self, amount):
        with self.number.get_lock():
            self.number.value += amount

    @property
    def value(self):
        return int(self.number.value)
