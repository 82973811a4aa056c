"""A buffer between threads that holds so many items and no more.

One lock guards the items; two conditions share it, one for each thing that threads wait for. So a notify always reaches
somebody who can use it: with a single condition, a producer's notify could reach another producer, and get lost there.
"""

import threading
from collections import deque


class BoundedBuffer:
    """A first-in, first-out buffer that threads may share: `put` waits for room, `get` waits for an item.

    capacity: how many items have room in it, 1 or more.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._items: deque[object] = deque()
        lock = threading.Lock()
        self._has_room = threading.Condition(lock)
        self._has_items = threading.Condition(lock)

    def put(self, item: object) -> None:
        """Add *item* at the end. Wait for as long as the buffer is full."""
        with self._has_room:
            while len(self._items) == self._capacity:
                self._has_room.wait()
            self._items.append(item)
            self._has_items.notify()

    def get(self) -> object:
        """Take the oldest item out and return it. Wait for as long as the buffer is empty."""
        with self._has_items:
            while not self._items:
                self._has_items.wait()
            item = self._items.popleft()
            self._has_room.notify()
            return item
