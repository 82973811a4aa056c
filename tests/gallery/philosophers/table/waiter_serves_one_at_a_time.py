"""Both forks are handed out to one guest after the other: while one waits for a fork, nobody else gets any."""

import threading


class Table:
    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]
        self.waiter = threading.Lock()

    def dine(self, seat, meal):
        first = self.forks[seat]
        second = self.forks[(seat + 1) % len(self.forks)]
        with self.waiter:
            first.acquire()
            second.acquire()
        try:
            meal()
        finally:
            first.release()
            second.release()
