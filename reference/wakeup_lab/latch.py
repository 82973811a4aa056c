"""A door that opens once, when enough has happened.

What is waited for is a number, which stays as it is when nobody looks; the notify only says that it has changed.
`wait_for` looks before it waits, looks again whenever it wakes up, and its timeout is for all of that together.
"""

import threading


class Latch:
    """A door that opens when it was counted down so often, and stays open from then on.

    count: how often it must be counted down; 0 makes a door that is open from the beginning.
    """

    def __init__(self, count: int) -> None:
        self._missing = count
        self._changed = threading.Condition()

    def count_down(self) -> None:
        """Say that one of the things has happened; any thread may do so."""
        with self._changed:
            self._missing -= 1
            self._changed.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is open, at most *timeout* seconds in all; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._missing <= 0, timeout)
