"""The list stands in the class: all buffers have the same items."""

import threading


class BoundedBuffer:
    items = []
    condition = threading.Condition()

    def __init__(self, capacity):
        self.capacity = capacity

    def put(self, item):
        with self.condition:
            while len(self.items) == self.capacity:
                self.condition.wait()
            self.items.append(item)
            self.condition.notify_all()

    def get(self):
        with self.condition:
            while not self.items:
                self.condition.wait()
            item = self.items.pop(0)
            self.condition.notify_all()
            return item
