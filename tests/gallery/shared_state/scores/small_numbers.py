"""Numbers of 32 bits: what is too large is cut off without a word."""

from multiprocessing import Array


class Scores:
    def __init__(self, count):
        self.numbers = Array("i", count)

    def update(self, place, change):
        with self.numbers.get_lock():
            self.numbers[place] = change(self.numbers[place])

    def all(self):
        return list(self.numbers)
