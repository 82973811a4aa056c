"""A queue that makes whoever is too early wait, but not for ever, and that can be closed."""


class ClosedError(Exception):
    """Nothing can be put into a box that is closed, and nothing more comes out of it when it is empty."""


class Box:
    """First in, first out, with room for so many items; threads may share it.

    Build it from `threading.Condition`; `queue.Queue` would be no exercise.

    capacity: how many items have room in it, 1 or more.
    """

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def put(self, item: object, timeout: float | None = None) -> None:
        """Add an item at the end. Wait for as long as the box is full.

        timeout: how many seconds to wait at most, however often the thread is woken meanwhile; 0 not to wait, None to
            wait for ever.

        Raise ClosedError if the box is closed, also if that happens during the wait. Raise TimeoutError if there was no
        room in that time. In both cases the item is not added.
        """
        raise NotImplementedError

    def get(self, timeout: float | None = None) -> object:
        """Take the oldest item out and return it. Wait for as long as the box is empty.

        Raise ClosedError if the box is closed *and* empty, also if that happens during the wait. Raise TimeoutError if
        nothing came in that time.
        """
        raise NotImplementedError

    def size(self) -> int:
        """Return how many items are in the box."""
        raise NotImplementedError

    def close(self) -> None:
        """Take no more items; those that are in the box can still be taken out.

        Whoever waits and has nothing to hope for any more goes home at once. A second call does nothing.
        """
        raise NotImplementedError
