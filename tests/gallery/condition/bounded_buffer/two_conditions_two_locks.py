"""Two conditions, each with a lock of its own: putting and taking are not kept apart."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.count = 0
        self.room = threading.Condition()
        self.filled = threading.Condition()

    def put(self, item):
        with self.room:
            while self.count == self.capacity:
                self.room.wait()
            self.items.append(item)
            self.count += 1
        with self.filled:
            self.filled.notify()

    def get(self):
        with self.filled:
            while self.count == 0:
                self.filled.wait()
            item = self.items.pop(0)
            self.count -= 1
        with self.room:
            self.room.notify()
        return item
