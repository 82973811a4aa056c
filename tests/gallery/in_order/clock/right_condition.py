"""Whose turn it is, and a condition."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.said = 0
        self.changed = threading.Condition()

    def speak(self, parity, say):
        for _ in range(self.rounds):
            with self.changed:
                self.changed.wait_for(lambda: self.said % 2 == parity)
                say()
                self.said += 1
                self.changed.notify()

    def tick(self, say):
        self.speak(0, say)

    def tock(self, say):
        self.speak(1, say)
