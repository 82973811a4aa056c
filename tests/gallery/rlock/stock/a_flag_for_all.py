"""A flag says that a recipe is running; then the methods take no lock, whoever calls them."""

import threading
from contextlib import nullcontext


class Stock:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.lock = threading.Lock()
        self.in_recipe = False

    def guard(self):
        return nullcontext() if self.in_recipe else self.lock

    def count(self, thing):
        with self.guard():
            return self.counts.get(thing, 0)

    def add(self, thing, count):
        with self.guard():
            self.counts[thing] = self.counts.get(thing, 0) + count

    def take(self, thing, count):
        with self.guard():
            if self.counts.get(thing, 0) < count:
                return False
            self.counts[thing] -= count
            return True

    def exchange(self, given, received, count):
        with self.guard():
            if self.counts.get(given, 0) < count:
                return False
            self.counts[given] -= count
            self.counts[received] = self.counts.get(received, 0) + count
            return True

    def change(self, recipe):
        if self.in_recipe:
            return recipe(self)
        with self.lock:
            self.in_recipe = True
            try:
                return recipe(self)
            finally:
                self.in_recipe = False
