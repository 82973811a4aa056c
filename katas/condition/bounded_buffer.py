"""A buffer between threads that holds so many items and no more."""


class BoundedBuffer:
    """A first-in, first-out buffer that threads may share: `put` waits for room, `get` waits for an item.

    Build it from a `threading.Condition`, not from `queue.Queue`: the queue module has such a thing ready, and this
    kata is about how it works inside.

    capacity: how many items have room in it, 1 or more.
    """

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def put(self, item: object) -> None:
        """Add *item* at the end. Wait for as long as the buffer is full."""
        raise NotImplementedError

    def get(self) -> object:
        """Take the oldest item out and return it. Wait for as long as the buffer is empty."""
        raise NotImplementedError
