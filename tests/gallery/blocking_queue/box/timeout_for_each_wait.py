"""Whoever is woken in vain begins to wait anew."""

import threading
from collections import deque


class ClosedError(Exception):
    pass


class Box:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.changed = threading.Condition()

    def put(self, item, timeout=None):
        with self.changed:
            while not self.closed and len(self.items) >= self.capacity:
                if not self.changed.wait(timeout):
                    raise TimeoutError
            if self.closed:
                raise ClosedError
            self.items.append(item)
            self.changed.notify_all()

    def get(self, timeout=None):
        with self.changed:
            while not self.closed and not self.items:
                if not self.changed.wait(timeout):
                    raise TimeoutError
            if not self.items:
                raise ClosedError
            item = self.items.popleft()
            self.changed.notify_all()
            return item

    def size(self):
        with self.changed:
            return len(self.items)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
