"""Calls out while the lock is held; all wake at each number, and at the end."""

import threading


class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.up = 1
        self.changed = threading.Condition()

    def play(self, mine, say):
        while True:
            with self.changed:
                while self.up <= self.limit and not mine(self.up):
                    self.changed.wait()
                if self.up > self.limit:
                    return
                say(self.up)
                self.up += 1
                self.changed.notify_all()

    def fizz(self, say):
        self.play(lambda n: n % 3 == 0 and n % 5, lambda n: say())

    def buzz(self, say):
        self.play(lambda n: n % 5 == 0 and n % 3, lambda n: say())

    def fizzbuzz(self, say):
        self.play(lambda n: n % 15 == 0, lambda n: say())

    def number(self, say):
        self.play(lambda n: n % 3 and n % 5, say)
