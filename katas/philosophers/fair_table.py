"""A table at which nobody is passed over."""

from collections.abc import Callable


class FairTable:
    """A round table as `Table` is one, at which nobody starves.

    Neighbours never eat at the same time. And from the moment in which somebody waits, each neighbour may begin one
    more meal at most, and no second one, until those who waited have eaten.

    Who sits far from all of them does not wait: a place is free for you as long as neither of your neighbours eats or
    waits.

    seats: 2 or more.
    """

    def __init__(self, seats: int) -> None:
        raise NotImplementedError

    def dine(self, seat: int, meal: Callable[[], object]) -> None:
        """Wait for your turn, call *meal* while your neighbours do not eat, and let them have theirs afterwards.

        seat: where you sit. There is one thread for each place.

        An exception of *meal* goes on its way, and leaves the forks free.
        """
        raise NotImplementedError
