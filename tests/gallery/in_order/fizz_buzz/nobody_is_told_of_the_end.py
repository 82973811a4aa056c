"""Each waits for its next number, and after the limit there is none."""

import threading


class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.up = 1
        self.changed = threading.Condition()

    def play(self, mine, say):
        while self.up <= self.limit:
            with self.changed:
                self.changed.wait_for(lambda: mine(self.up))
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
