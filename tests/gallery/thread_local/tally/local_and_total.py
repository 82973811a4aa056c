"""Right: the own count is local, the total is shared and has a lock."""

import threading


class Own(threading.local):
    count = 0


class Tally:
    def __init__(self):
        self.own = Own()
        self.lock = threading.Lock()
        self.sum = 0

    def add(self, amount):
        self.own.count += amount
        with self.lock:
            self.sum += amount

    def mine(self):
        return self.own.count

    def total(self):
        with self.lock:
            return self.sum
