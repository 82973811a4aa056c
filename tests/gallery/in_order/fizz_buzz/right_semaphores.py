"""A semaphore for each player; whoever has called frees the one who is next."""

import threading


class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.semaphores = {kind: threading.Semaphore(0) for kind in ("fizz", "buzz", "fizzbuzz", "number")}
        self.free(1)

    def kind(self, number):
        if number % 15 == 0:
            return "fizzbuzz"
        return "fizz" if number % 3 == 0 else "buzz" if number % 5 == 0 else "number"

    def free(self, number):
        if number <= self.limit:
            self.semaphores[self.kind(number)].release()

    def play(self, kind, say):
        for number in range(1, self.limit + 1):
            if self.kind(number) == kind:
                self.semaphores[kind].acquire()
                say(number)
                self.free(number + 1)

    def fizz(self, say):
        self.play("fizz", lambda _: say())

    def buzz(self, say):
        self.play("buzz", lambda _: say())

    def fizzbuzz(self, say):
        self.play("fizzbuzz", lambda _: say())

    def number(self, say):
        self.play("number", say)
