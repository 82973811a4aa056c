"""All four meet after each number, so that one alone gets nowhere."""

import threading

class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.barrier = threading.Barrier(4)

    def _run(self, mine, call):
        for n in range(1, self.limit + 1):
            if mine(n):
                call(n)
            self.barrier.wait()

    def fizz(self, say):
        self._run(lambda n: n % 3 == 0 and n % 5, lambda n: say())

    def buzz(self, say):
        self._run(lambda n: n % 5 == 0 and n % 3, lambda n: say())

    def fizzbuzz(self, say):
        self._run(lambda n: n % 15 == 0, lambda n: say())

    def number(self, say):
        self._run(lambda n: n % 3 and n % 5, say)
