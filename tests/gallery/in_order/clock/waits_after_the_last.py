"""After each round it waits for the other one, after the last one too."""

import threading


class Clock:
    def __init__(self, rounds):
        self.rounds = rounds
        self.condition = threading.Condition()
        self.turn = "tick"

    def speak(self, me, other, say):
        with self.condition:
            for _ in range(self.rounds):
                while self.turn != me:
                    self.condition.wait()
                say()
                self.turn = other
                self.condition.notify()
                self.condition.wait()

    def tick(self, say):
        self.speak("tick", "tock", say)

    def tock(self, say):
        self.speak("tock", "tick", say)
