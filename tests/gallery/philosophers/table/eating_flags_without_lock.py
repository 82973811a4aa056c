"""Looks at the neighbours, and sits down to eat in a second step."""

import time


class Table:
    def __init__(self, seats):
        self.eating = [False] * seats

    def dine(self, seat, meal):
        left, right = seat - 1, (seat + 1) % len(self.eating)
        while self.eating[left] or self.eating[right]:
            time.sleep(0.1)
        self.eating[seat] = True
        try:
            meal()
        finally:
            self.eating[seat] = False
