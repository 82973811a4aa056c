"""A ring of places with two indices; the waits have timeouts and ask again."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.places = [None] * capacity
        self.first = 0
        self.count = 0
        self.lock = threading.RLock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item):
        self.lock.acquire()
        try:
            while self.count >= len(self.places):
                self.not_full.wait(0.5)
            self.places[(self.first + self.count) % len(self.places)] = item
            self.count += 1
            self.not_empty.notify()
        finally:
            self.lock.release()

    def get(self):
        self.lock.acquire()
        try:
            while self.count <= 0:
                self.not_empty.wait(0.5)
            item, self.places[self.first] = self.places[self.first], None
            self.first = (self.first + 1) % len(self.places)
            self.count -= 1
            self.not_full.notify()
            return item
        finally:
            self.lock.release()
