"""A Condition has an RLock inside, unless it is given another lock."""

import threading
from collections import Counter


class Stock:
    def __init__(self, counts):
        self.things = Counter(counts)
        self.guard = threading.Condition()

    def change(self, recipe):
        with self.guard:
            return recipe(self)

    def count(self, thing):
        return self.change(lambda _: self.things[thing])

    def add(self, thing, count):
        def more(_):
            self.things[thing] += count

        self.change(more)

    def take(self, thing, count):
        def less(_):
            enough = self.things[thing] >= count
            if enough:
                self.things[thing] -= count
            return enough

        return self.change(less)

    def exchange(self, given, received, count):
        def swap(_):
            done = self.take(given, count)
            if done:
                self.add(received, count)
            return done

        return self.change(swap)
