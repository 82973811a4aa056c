"""A stock whose methods call each other, and let others call them."""

from collections.abc import Callable
from typing import Any


class Stock:
    """How many of each thing there are; threads may share it.

    counts: how many there are at first, by name.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        raise NotImplementedError

    def count(self, thing: str) -> int:
        """Return how many there are of a thing; 0 if it was never heard of."""
        raise NotImplementedError

    def add(self, thing: str, count: int) -> None:
        """Let there be so many more."""
        raise NotImplementedError

    def take(self, thing: str, count: int) -> bool:
        """Let there be so many fewer, if there are so many. Return whether there were; if not, nothing is changed."""
        raise NotImplementedError

    def exchange(self, given: str, received: str, count: int) -> bool:
        """Take so many of the one thing and add so many of the other, both or neither, in one step for whoever looks.

        Return whether there were so many of the first one.
        """
        raise NotImplementedError

    def change(self, recipe: Callable[["Stock"], Any]) -> Any:
        """Call *recipe* with this stock, as one step, and return what it returns.

        The recipe may call all methods of the stock, this one too, as often as it likes. From its beginning to its end
        no other thread sees or changes anything. If it raises, the exception goes on to the caller, and the stock can
        be used by everybody again; what was changed until then stays changed.
        """
        raise NotImplementedError
