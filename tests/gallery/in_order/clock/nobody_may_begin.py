"""Two semaphores, and neither of them free at first."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.mine = threading.Semaphore(0)
        self.yours = threading.Semaphore(0)

    def tick(self, say):
        for _ in range(self.rounds):
            self.mine.acquire()
            say()
            self.yours.release()

    def tock(self, say):
        for _ in range(self.rounds):
            self.yours.acquire()
            say()
            self.mine.release()
