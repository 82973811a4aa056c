"""Those at even places begin on the left, those at odd places on the right."""

import threading


class Table:
    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        first, second = (left, right) if seat % 2 == 0 else (right, left)
        with first:
            with second:
                meal()
