"""Moves the number on, lets go of the lock, and calls out afterwards."""

import threading


class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.up = 1
        self.changed = threading.Condition()

    def play(self, mine, say):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.up > self.limit or mine(self.up))
                if self.up > self.limit:
                    return
                number = self.up
                self.up += 1
                self.changed.notify_all()
            say(number)

    def fizz(self, say):
        self.play(lambda n: n % 3 == 0 and n % 5, lambda n: say())

    def buzz(self, say):
        self.play(lambda n: n % 5 == 0 and n % 3, lambda n: say())

    def fizzbuzz(self, say):
        self.play(lambda n: n % 15 == 0, lambda n: say())

    def number(self, say):
        self.play(lambda n: n % 3 and n % 5, say)
