"""Takes both forks in one step, with a condition for the whole table."""

import threading


class Table:
    def __init__(self, seats):
        self.free = [True] * seats
        self.condition = threading.Condition()

    def dine(self, seat, meal):
        left, right = seat, (seat + 1) % len(self.free)
        with self.condition:
            self.condition.wait_for(lambda: self.free[left] and self.free[right])
            self.free[left] = self.free[right] = False
        try:
            meal()
        finally:
            with self.condition:
                self.free[left] = self.free[right] = True
                self.condition.notify_all()
