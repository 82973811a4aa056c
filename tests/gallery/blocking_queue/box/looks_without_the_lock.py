"""Looks from time to time whether there is room, without a lock, and then takes it."""

import time


class ClosedError(Exception):
    pass


class Box:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.closed = False

    def put(self, item, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while len(self.items) >= self.capacity and not self.closed:
            if end is not None and time.monotonic() >= end:
                raise TimeoutError
            time.sleep(0.01)
        if self.closed:
            raise ClosedError
        self.items.append(item)

    def get(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while not self.items and not self.closed:
            if end is not None and time.monotonic() >= end:
                raise TimeoutError
            time.sleep(0.01)
        if not self.items:
            raise ClosedError
        return self.items.pop(0)

    def size(self):
        return len(self.items)

    def close(self):
        self.closed = True
