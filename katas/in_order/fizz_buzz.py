"""A counting game for four threads."""

from collections.abc import Callable


class FizzBuzz:
    """The numbers from 1 to a limit are called out in order, by four players.

    "fizz" is called for a number that can be divided by 3, "buzz" for one that can be divided by 5, "fizzbuzz" for one
    that can be divided by both, and the number itself for all others. Each player is a thread of its own; for each
    number the one whose it is makes one call, and the others none. Nobody waits for a player who has nothing to call:
    it need not even be there yet. When the limit was called, all four go home.

    limit: the last number; 0 for none.
    """

    def __init__(self, limit: int) -> None:
        raise NotImplementedError

    def fizz(self, say: Callable[[], object]) -> None:
        """Call *say* once for each number that can be divided by 3 and not by 5, when its turn has come."""
        raise NotImplementedError

    def buzz(self, say: Callable[[], object]) -> None:
        """Call *say* once for each number that can be divided by 5 and not by 3, when its turn has come."""
        raise NotImplementedError

    def fizzbuzz(self, say: Callable[[], object]) -> None:
        """Call *say* once for each number that can be divided by 3 and by 5, when its turn has come."""
        raise NotImplementedError

    def number(self, say: Callable[[int], object]) -> None:
        """Call *say* with each number that can be divided by neither, when its turn has come."""
        raise NotImplementedError
