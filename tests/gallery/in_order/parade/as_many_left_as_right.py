"""Half of the steps for each foot: with an odd number the left foot is one short."""

import threading


class Parade:
    def __init__(self, steps):
        self.steps = steps
        self.drum_may = threading.Semaphore(1)
        self.feet = [threading.Semaphore(0), threading.Semaphore(0)]

    def drum(self, beat):
        for number in range(self.steps):
            self.drum_may.acquire()
            beat()
            self.feet[number % 2].release()

    def walk(self, foot, step):
        for turn in range(self.steps // 2):
            self.feet[foot].acquire()
            step(2 * turn + foot + 1)
            self.drum_may.release()

    def left(self, step):
        self.walk(0, step)

    def right(self, step):
        self.walk(1, step)
