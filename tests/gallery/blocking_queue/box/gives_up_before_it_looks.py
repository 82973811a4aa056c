"""Looks at the clock first after a wake-up: a notify that came in the last moment is lost for all."""

import threading
import time
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
        end = None if timeout is None else time.monotonic() + timeout
        with self.changed:
            while not self.closed and len(self.items) >= self.capacity:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError
                self.changed.wait(left)
            if self.closed:
                raise ClosedError
            self.items.append(item)
            self.changed.notify()

    def get(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        with self.changed:
            while not self.closed and not self.items:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError
                self.changed.wait(left)
                if end is not None and time.monotonic() >= end:
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
