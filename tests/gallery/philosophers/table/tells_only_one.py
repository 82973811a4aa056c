"""Tells one of those who wait that forks are free: perhaps not the one who needs them."""

import threading


class Table:
    def __init__(self, seats):
        self.cond = threading.Condition()
        self.taken = [False] * seats

    def dine(self, seat, meal):
        l, r = seat, (seat + 1) % len(self.taken)
        with self.cond:
            while self.taken[l] or self.taken[r]:
                self.cond.wait()
            self.taken[l] = self.taken[r] = True
        try:
            meal()
        finally:
            with self.cond:
                self.taken[l] = self.taken[r] = False
                self.cond.notify()
