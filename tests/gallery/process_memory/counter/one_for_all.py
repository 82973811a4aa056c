"""Wrong: one number for all counters of the program."""

import multiprocessing

number = multiprocessing.Value("q", 0)


class Counter:
    def __init__(self, start=0):
        self.number = number
        with self.number.get_lock():
            self.number.value = start

    def add(self, amount):
        with self.number.get_lock():
            self.number.value += amount

    @property
    def value(self):
        return self.number.value
