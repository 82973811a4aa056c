"""A drum before each step, left and right in turn: three threads."""

from collections.abc import Callable


class Parade:
    """A parade of so many steps: drum, step 1 with the left foot, drum, step 2 with the right foot, drum, step 3 ...

    steps: how many steps are made altogether.
    """

    def __init__(self, steps: int) -> None:
        raise NotImplementedError

    def drum(self, beat: Callable[[], object]) -> None:
        """Call *beat* before each step, and then no more. One thread calls this."""
        raise NotImplementedError

    def left(self, step: Callable[[int], object]) -> None:
        """Call *step* with 1, 3, 5, ... as far as the steps go. Another thread calls this."""
        raise NotImplementedError

    def right(self, step: Callable[[int], object]) -> None:
        """Call *step* with 2, 4, 6, ... as far as the steps go. A third thread calls this."""
        raise NotImplementedError
