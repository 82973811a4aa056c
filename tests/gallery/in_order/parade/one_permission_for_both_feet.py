"""The drummer does not say which foot: whichever comes first takes the step."""

import threading


class Parade:
    def __init__(self, steps):
        self.steps = steps
        self.drum_may = threading.Semaphore(1)
        self.step_may = threading.Semaphore(0)

    def drum(self, beat):
        for _ in range(self.steps):
            self.drum_may.acquire()
            beat()
            self.step_may.release()

    def left(self, step):
        for number in range(1, self.steps + 1, 2):
            self.step_may.acquire()
            step(number)
            self.drum_may.release()

    def right(self, step):
        for number in range(2, self.steps + 1, 2):
            self.step_may.acquire()
            step(number)
            self.drum_may.release()
