"""A butler lets all sit down but one: then somebody always has a fork free on the right."""

import threading


class Table:
    def __init__(self, seats):
        self.butler = threading.Semaphore(seats - 1)
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        with self.butler, self.forks[seat], self.forks[(seat + 1) % len(self.forks)]:
            meal()
