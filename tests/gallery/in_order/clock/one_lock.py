"""A lock: never both, but who is next is luck."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.lock = threading.Lock()

    def tick(self, say):
        for _ in range(self.rounds):
            with self.lock:
                say()

    def tock(self, say):
        for _ in range(self.rounds):
            with self.lock:
                say()
