"""A butler lets as many sit down as there are places, which is everybody."""

import threading


class Table:
    def __init__(self, seats):
        self.butler = threading.Semaphore(seats)
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        with self.butler, self.forks[seat], self.forks[(seat + 1) % len(self.forks)]:
            meal()
