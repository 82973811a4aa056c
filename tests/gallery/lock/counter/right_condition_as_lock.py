"""A condition has a lock, and a plain attribute is set in one step, so reading it needs none."""

import threading


class Counter:
    def __init__(self, start=0):
        self.value = start
        self.guard = threading.Condition()

    def add(self, amount):
        with self.guard:
            self.value = self.value + amount

    def add_all(self, amounts):
        with self.guard:
            self.value = self.value + sum(amounts)
