"""Each thread counts for itself, and in the end there is one total."""


class Tally:
    """A counter that gives each thread a number of its own, and knows the sum of all of them."""

    def __init__(self) -> None:
        raise NotImplementedError

    def add(self, amount: int) -> None:
        """Add *amount* to what the calling thread has counted."""
        raise NotImplementedError

    def mine(self) -> int:
        """Return what the calling thread has counted, 0 at first."""
        raise NotImplementedError

    def total(self) -> int:
        """Return what all threads together have counted, those that have ended included.

        It is exact when nobody adds at the same time.
        """
        raise NotImplementedError
