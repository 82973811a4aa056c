"""One condition, wait_for, notify_all, and a list."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.condition = threading.Condition()

    def put(self, item):
        with self.condition:
            self.condition.wait_for(lambda: len(self.items) < self.capacity)
            self.items.append(item)
            self.condition.notify_all()

    def get(self):
        with self.condition:
            self.condition.wait_for(lambda: self.items)
            self.condition.notify_all()
            return self.items.pop(0)
