"""A drum before each step, left and right in turn: three threads.

Each has a semaphore of its own to wait at, and gives the permission to just the one who is next.
"""

import threading
from collections.abc import Callable


class Parade:
    """A parade of so many steps: drum, step 1 with the left foot, drum, step 2 with the right foot, drum, step 3 ...

    steps: how many steps are made altogether.
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._drum_may = threading.Semaphore(1)
        self._left_may = threading.Semaphore(0)
        self._right_may = threading.Semaphore(0)

    def drum(self, beat: Callable[[], object]) -> None:
        """Call *beat* before each step."""
        for number in range(1, self._steps + 1):
            self._drum_may.acquire()
            beat()
            (self._left_may if number % 2 else self._right_may).release()

    def left(self, step: Callable[[int], object]) -> None:
        """Call *step* with 1, 3, 5, ... as far as the steps go."""
        self._walk(1, self._left_may, step)

    def right(self, step: Callable[[int], object]) -> None:
        """Call *step* with 2, 4, 6, ... as far as the steps go."""
        self._walk(2, self._right_may, step)

    def _walk(self, first: int, may: threading.Semaphore, step: Callable[[int], object]) -> None:
        for number in range(first, self._steps + 1, 2):
            may.acquire()
            step(number)
            self._drum_may.release()
