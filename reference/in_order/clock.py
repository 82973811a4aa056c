"""Tick and tock, in turn.

Two semaphores hand one permission to and fro.
"""

import threading
from collections.abc import Callable


class Clock:
    """A clock that says tick and tock in turn, the tick first.

    rounds: how many times each of the two is said.
    """

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._tick_may = threading.Semaphore(1)
        self._tock_may = threading.Semaphore(0)

    def tick(self, say: Callable[[], object]) -> None:
        """Call *say* so many times, each time before the tock of the same round."""
        for _ in range(self._rounds):
            self._tick_may.acquire()
            say()
            self._tock_may.release()

    def tock(self, say: Callable[[], object]) -> None:
        """Call *say* so many times, each time after the tick of the same round."""
        for _ in range(self._rounds):
            self._tock_may.acquire()
            say()
            self._tick_may.release()
