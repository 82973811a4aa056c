"""The forks in the order of their numbers: no deadlock, but a lock does not know who has waited for longest."""

import threading


class FairTable:
    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            meal()
