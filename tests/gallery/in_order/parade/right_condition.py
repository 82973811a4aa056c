"""One count of all sounds, and everybody wakes at each of them."""

import threading


class Parade:
    def __init__(self, steps):
        self.steps = steps
        self.sounds = 0
        self.changed = threading.Condition()

    def march(self, turns, act):
        for turn in turns:
            with self.changed:
                self.changed.wait_for(lambda: self.sounds == turn)
            act(turn // 2 + 1)
            with self.changed:
                self.sounds += 1
                self.changed.notify_all()

    def drum(self, beat):
        self.march(range(0, 2 * self.steps, 2), lambda _number: beat())

    def left(self, step):
        self.march(range(1, 2 * self.steps, 4), step)

    def right(self, step):
        self.march(range(3, 2 * self.steps, 4), step)
