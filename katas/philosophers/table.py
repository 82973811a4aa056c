"""A round table with a fork between any two who sit there."""

from collections.abc import Callable


class Table:
    """A round table with *seats* places, numbered 0, 1, 2, ..., and as many forks.

    Who sits at place 0 needs the forks 0 and 1, who sits at 1 the forks 1 and 2, and so on; the last one needs the last
    fork and fork 0. So neighbours share a fork, and never eat at the same time. Others may: a place is free for you as
    long as neither of your neighbours eats or waits.

    seats: 2 or more.
    """

    def __init__(self, seats: int) -> None:
        raise NotImplementedError

    def dine(self, seat: int, meal: Callable[[], object]) -> None:
        """Wait until both forks are free, call *meal* while you have them, and put them back, whatever *meal* does.

        seat: where you sit. There is one thread for each place.

        However the threads are switched, all who are hungry get to eat: nobody waits for ever. An exception of *meal*
        goes on its way.
        """
        raise NotImplementedError
