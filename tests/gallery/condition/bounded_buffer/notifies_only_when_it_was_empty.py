"""A consumer is told only when the buffer was empty: two of them wait, two items come, one is told."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        lock = threading.Lock()
        self.room = threading.Condition(lock)
        self.filled = threading.Condition(lock)

    def put(self, item):
        with self.room:
            while len(self.items) == self.capacity:
                self.room.wait()
            self.items.append(item)
            if len(self.items) == 1:
                self.filled.notify()

    def get(self):
        with self.filled:
            while not self.items:
                self.filled.wait()
            item = self.items.pop(0)
            self.room.notify()
            return item
