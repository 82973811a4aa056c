"""A condition for each kind of waiter, wait_for, and a notify that is passed on to whoever is next."""

import threading


class ClosedError(Exception):
    pass


class Box:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.is_open = True
        self.lock = threading.RLock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def full(self):
        return self.is_open and len(self.items) == self.capacity

    def empty(self):
        return self.is_open and len(self.items) == 0

    def put(self, item, timeout=None):
        with self.lock:
            if not self.not_full.wait_for(lambda: not self.full(), timeout):
                raise TimeoutError("full")
            if not self.is_open:
                raise ClosedError
            self.items.append(item)
            self.not_empty.notify()

    def get(self, timeout=None):
        with self.lock:
            if not self.not_empty.wait_for(lambda: not self.empty(), timeout):
                raise TimeoutError("empty")
            if self.size() == 0:
                raise ClosedError
            self.not_full.notify()
            return self.items.pop(0)

    def size(self):
        with self.lock:
            return len(self.items)

    def close(self):
        with self.lock:
            self.is_open = False
            self.not_full.notify_all()
            self.not_empty.notify_all()
