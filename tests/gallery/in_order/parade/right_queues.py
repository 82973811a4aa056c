"""A baton for each, handed over through queues."""

import queue


class Parade:
    def __init__(self, steps):
        self.steps = steps
        self.to_drum, self.to_left, self.to_right = queue.Queue(), queue.Queue(), queue.Queue()
        self.to_drum.put("begin")

    def drum(self, beat):
        for number in range(1, self.steps + 1):
            self.to_drum.get()
            beat()
            if number % 2 == 1:
                self.to_left.put(number)
            else:
                self.to_right.put(number)
        self.to_drum.get()
        self.to_left.put(None)
        self.to_right.put(None)

    def walk(self, numbers, step):
        while (number := numbers.get()) is not None:
            step(number)
            self.to_drum.put("next")

    def left(self, step):
        self.walk(self.to_left, step)

    def right(self, step):
        self.walk(self.to_right, step)
