"""A round table with a fork between any two who sit there.

Everybody takes the fork with the smaller number first. In a circle of people who each hold one fork and wait for the
next one, the numbers would have to grow all the way round, and no circle does.
"""

import threading
from collections.abc import Callable


class Table:
    """A round table with *seats* places, numbered 0, 1, 2, ..., and as many forks.

    seats: 2 or more.
    """

    def __init__(self, seats: int) -> None:
        self._forks = [threading.Lock() for _ in range(seats)]

    def dine(self, seat: int, meal: Callable[[], object]) -> None:
        """Wait until both forks are free, call *meal* while you have them, and put them back, whatever *meal* does.

        seat: where you sit. There is one thread for each place.
        """
        first, second = sorted((seat, (seat + 1) % len(self._forks)))
        with self._forks[first], self._forks[second]:
            meal()
