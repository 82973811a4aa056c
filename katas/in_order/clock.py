"""Tick and tock, in turn."""

from collections.abc import Callable


class Clock:
    """A clock that says tick and tock in turn, so many times, the tick first.

    rounds: how many times each of the two is said.
    """

    def __init__(self, rounds: int) -> None:
        raise NotImplementedError

    def tick(self, say: Callable[[], object]) -> None:
        """Call *say* so many times, each time before the tock of the same round. One thread calls this."""
        raise NotImplementedError

    def tock(self, say: Callable[[], object]) -> None:
        """Call *say* so many times, each time after the tick of the same round. Another thread calls this."""
        raise NotImplementedError
