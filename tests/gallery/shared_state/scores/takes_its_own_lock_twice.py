"""A plain lock in the place of the array's own one: reading takes it a second time."""

from multiprocessing import Array, Lock


class Scores:
    def __init__(self, count):
        self.numbers = Array("q", count, lock=Lock())

    def update(self, place, change):
        with self.numbers.get_lock():
            self.numbers[place] = change(self.numbers[place])

    def all(self):
        return list(self.numbers)
