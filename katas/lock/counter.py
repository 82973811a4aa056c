"""A counter that many threads may add to."""


class Counter:
    """A number that threads share. No addition is ever lost, whoever comes between whoever.

    start: the value to begin with.
    """

    def __init__(self, start: int = 0) -> None:
        raise NotImplementedError

    @property
    def value(self) -> int:
        """The value as it is now."""
        raise NotImplementedError

    def add(self, amount: int) -> None:
        """Add *amount*. Raise TypeError, and leave the counter as it was, if that is no number."""
        raise NotImplementedError

    def add_all(self, amounts: list[int]) -> None:
        """Add all of *amounts* at one stroke: who reads `value` meanwhile sees none of them, or all.

        Raise TypeError, and leave the counter as it was, if one of them is no number.
        """
        raise NotImplementedError
