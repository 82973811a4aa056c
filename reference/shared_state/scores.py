"""A board of scores that all processes write to.

Reading one number is safe by itself, and so is writing one. What has to be safe is the whole way from the one to the
other, so the array's own lock is held around all of it.
"""

import multiprocessing
from collections.abc import Callable


class Scores:
    """Some whole numbers that processes share; 0 at first.

    count: how many numbers there are, 1 or more.
    """

    def __init__(self, count: int) -> None:
        self._numbers = multiprocessing.Array("q", count)

    def update(self, place: int, change: Callable[[int], int]) -> None:
        """Replace the number at *place* by what *change* makes of it."""
        with self._numbers.get_lock():
            self._numbers[place] = change(self._numbers[place])

    def all(self) -> list[int]:
        """Return the numbers as they are now, as a list of Python's own."""
        return list(self._numbers[:])
