"""A Lock, and a note of the thread that has it."""

import threading
from contextlib import contextmanager


class Stock:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.lock = threading.Lock()
        self.owner = None

    @contextmanager
    def mine(self):
        me = threading.current_thread()
        if self.owner is me:
            yield
            return
        with self.lock:
            self.owner = me
            try:
                yield
            finally:
                self.owner = None

    def count(self, thing):
        with self.mine():
            return self.counts.get(thing, 0)

    def add(self, thing, count):
        with self.mine():
            self.counts[thing] = self.counts.get(thing, 0) + count

    def take(self, thing, count):
        with self.mine():
            if self.count(thing) < count:
                return False
            self.add(thing, -count)
            return True

    def exchange(self, given, received, count):
        with self.mine():
            taken = self.take(given, count)
            if taken:
                self.add(received, count)
            return taken

    def change(self, recipe):
        with self.mine():
            return recipe(self)
