"""Everybody takes the left fork first, and then the right one: all of them may hold one and wait for the next."""

import threading


class Table:
    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        with self.forks[seat], self.forks[(seat + 1) % len(self.forks)]:
            meal()
