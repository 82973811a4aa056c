"""Whoever has had fewer meals goes first: a newcomer has many to catch up, and the neighbour waits for all of them."""

import threading


class FairTable:
    def __init__(self, seats):
        self.cond = threading.Condition()
        self.eating = [False] * seats
        self.waiting = [False] * seats
        self.meals = [0] * seats

    def _may(self, seat):
        n = len(self.eating)
        for other in ((seat - 1) % n, (seat + 1) % n):
            if self.eating[other]:
                return False
            if self.waiting[other] and (self.meals[other], other) < (self.meals[seat], seat):
                return False
        return True

    def dine(self, seat, meal):
        with self.cond:
            self.waiting[seat] = True
            while not self._may(seat):
                self.cond.wait()
            self.waiting[seat] = False
            self.eating[seat] = True
            self.meals[seat] += 1
            self.cond.notify_all()
        try:
            meal()
        finally:
            with self.cond:
                self.eating[seat] = False
                self.cond.notify_all()
