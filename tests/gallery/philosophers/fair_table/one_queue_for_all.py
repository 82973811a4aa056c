"""Only the first of all who wait may look for forks, and keeps those out who need other ones."""

import threading


class FairTable:
    def __init__(self, seats):
        self.queue = []
        self.free = [True] * seats
        self.condition = threading.Condition()

    def dine(self, seat, meal):
        left, right = seat, (seat + 1) % len(self.free)
        with self.condition:
            self.queue.append(seat)
            while self.queue[0] != seat or not self.free[left] or not self.free[right]:
                self.condition.wait()
            self.queue.pop(0)
            self.free[left] = self.free[right] = False
            self.condition.notify_all()
        try:
            meal()
        finally:
            with self.condition:
                self.free[left] = self.free[right] = True
                self.condition.notify_all()
