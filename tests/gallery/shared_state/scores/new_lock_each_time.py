"""A lock that was just made keeps nobody out."""

from multiprocessing import Array, Lock


class Scores:
    def __init__(self, count):
        self.numbers = Array("q", count)

    def update(self, place, change):
        with Lock():
            self.numbers[place] = change(self.numbers[place])

    def all(self):
        return list(self.numbers)
