"""One at a time eats, wherever they sit."""

import threading


class Table:
    def __init__(self, seats):
        self.lock = threading.Lock()

    def dine(self, seat, meal):
        with self.lock:
            meal()
