"""A counting game for four threads.

All four do the same: wait for the next number that is theirs. The number that is up stands in one place, and whoever
has called it moves it on and wakes all the others; so nobody needs to know who comes after him.
"""

import threading
from collections.abc import Callable


class FizzBuzz:
    """The numbers from 1 to a limit are called out in order, by four players.

    limit: the last number; 0 for none.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._up = 1
        self._moved_on = threading.Condition()

    def fizz(self, say: Callable[[], object]) -> None:
        """Call *say* for each number that can be divided by 3 and not by 5."""
        self._play(lambda number: number % 3 == 0 and number % 5, lambda _number: say())

    def buzz(self, say: Callable[[], object]) -> None:
        """Call *say* for each number that can be divided by 5 and not by 3."""
        self._play(lambda number: number % 3 and number % 5 == 0, lambda _number: say())

    def fizzbuzz(self, say: Callable[[], object]) -> None:
        """Call *say* for each number that can be divided by 3 and by 5."""
        self._play(lambda number: number % 15 == 0, lambda _number: say())

    def number(self, say: Callable[[int], object]) -> None:
        """Call *say* with each number that can be divided by neither."""
        self._play(lambda number: number % 3 and number % 5, say)

    def _play(self, is_mine: Callable[[int], object], say: Callable[[int], object]) -> None:
        """Call *say* with each number that is mine, when it is up."""
        for number in filter(is_mine, range(1, self._limit + 1)):
            with self._moved_on:
                while self._up != number:
                    self._moved_on.wait()
            say(number)
            with self._moved_on:
                self._up += 1
                self._moved_on.notify_all()
