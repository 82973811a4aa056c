"""A meeting after each tick, and one after each tock."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.meeting = threading.Barrier(2)

    def tick(self, say):
        for _ in range(self.rounds):
            say()
            self.meeting.wait()
            self.meeting.wait()

    def tock(self, say):
        for _ in range(self.rounds):
            self.meeting.wait()
            say()
            self.meeting.wait()
