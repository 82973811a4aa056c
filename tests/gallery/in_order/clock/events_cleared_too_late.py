"""Two events, each cleared after the other side was told: the signal of the next round may be wiped out."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.ticked, self.tocked = threading.Event(), threading.Event()
        self.tocked.set()

    def tick(self, say):
        for _ in range(self.rounds):
            self.tocked.wait()
            say()
            self.ticked.set()
            self.tocked.clear()

    def tock(self, say):
        for _ in range(self.rounds):
            self.ticked.wait()
            say()
            self.tocked.set()
            self.ticked.clear()
