"""Looks before it takes the lock: what it saw is no longer true when it has the lock."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.condition = threading.Condition()

    def put(self, item):
        while len(self.items) == self.capacity:
            with self.condition:
                self.condition.wait()
        with self.condition:
            self.items.append(item)
            self.condition.notify_all()

    def get(self):
        while not self.items:
            with self.condition:
                self.condition.wait()
        with self.condition:
            item = self.items.pop(0)
            self.condition.notify_all()
            return item
