"""Waits some time for the second fork, and then eats with the fingers."""

import threading


class Table:
    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat, meal):
        right = self.forks[(seat + 1) % len(self.forks)]
        with self.forks[seat]:
            got_it = right.acquire(timeout=5)
            try:
                meal()
            finally:
                if got_it:
                    right.release()
