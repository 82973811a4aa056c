"""A board of scores that all processes write to."""

from collections.abc import Callable


class Scores:
    """Some whole numbers that processes share; 0 at first.

    A process that gets the board as an argument (`Process(target=play, args=(scores,))`) sees and changes the very same
    numbers, however processes are started. They may become as large as 9,000,000,000,000,000,000.

    count: how many numbers there are, 1 or more.
    """

    def __init__(self, count: int) -> None:
        raise NotImplementedError

    def update(self, place: int, change: Callable[[int], int]) -> None:
        """Replace the number at *place* by what *change* makes of it.

        From the moment in which the number is read until the new one is there, no other process updates anything on
        this board. If *change* raises, the number stays as it was, the exception goes on its way, and others may go on.
        """
        raise NotImplementedError

    def all(self) -> list[int]:
        """Return the numbers as they are now, as a list of Python's own."""
        raise NotImplementedError
