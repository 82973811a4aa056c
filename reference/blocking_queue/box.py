"""A queue that makes whoever is too early wait, but not for ever, and that can be closed.

One lock guards all of it. Two conditions share it, one for each thing that threads wait for, so that a notify reaches
somebody who can use it. What is waited for includes the end: room *or closed*, an item *or closed*.
"""

import threading
from collections import deque


class ClosedError(Exception):
    """Nothing can be put into a box that is closed, and nothing more comes out of it when it is empty."""


class Box:
    """First in, first out, with room for so many items; threads may share it.

    capacity: how many items have room in it, 1 or more.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._items: deque[object] = deque()
        self._closed = False
        lock = threading.Lock()
        self._has_room = threading.Condition(lock)
        self._has_items = threading.Condition(lock)

    def put(self, item: object, timeout: float | None = None) -> None:
        """Add an item at the end. Wait for room, *timeout* seconds at most."""
        with self._has_room:
            in_time = self._has_room.wait_for(lambda: self._closed or len(self._items) < self._capacity, timeout)
            if self._closed:
                raise ClosedError("nothing can be put into it any more")
            if not in_time:
                raise TimeoutError(f"no room in {timeout} seconds")
            self._items.append(item)
            self._has_items.notify()

    def get(self, timeout: float | None = None) -> object:
        """Take the oldest item out and return it. Wait for one, *timeout* seconds at most."""
        with self._has_items:
            in_time = self._has_items.wait_for(lambda: self._closed or self._items, timeout)
            if self._items:
                self._has_room.notify()
                return self._items.popleft()
            if in_time:
                raise ClosedError("it is empty, and nothing will come any more")
            raise TimeoutError(f"nothing came in {timeout} seconds")

    def size(self) -> int:
        """Return how many items are in the box."""
        with self._has_items:
            return len(self._items)

    def close(self) -> None:
        """Take no more items, and wake everybody: what they wait for has changed for all."""
        with self._has_items:
            self._closed = True
            self._has_items.notify_all()
            self._has_room.notify_all()
