"""One condition for three, and notify() wakes one of them."""

import threading


class Parade:
    def __init__(self, steps):
        self.steps = steps
        self.sounds = 0
        self.changed = threading.Condition()

    def march(self, turns, act):
        for turn in turns:
            with self.changed:
                while self.sounds != turn:
                    self.changed.wait()
                act(turn // 2 + 1)
                self.sounds += 1
                self.changed.notify()

    def drum(self, beat):
        self.march(range(0, 2 * self.steps, 2), lambda _number: beat())

    def left(self, step):
        self.march(range(1, 2 * self.steps, 4), step)

    def right(self, step):
        self.march(range(3, 2 * self.steps, 4), step)
