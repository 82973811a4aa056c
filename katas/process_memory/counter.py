"""One counter for several processes."""


class Counter:
    """A whole number that processes add to.

    A process that gets the counter as an argument (`Process(target=work, args=(counter,))`) counts on the very same
    one: what it adds, all others see. Any number of processes may add at the same time, and nothing gets lost. The
    number may become as large as 9,000,000,000,000,000,000, and as small with a minus.

    value: the number as it is now, to be read only.
    """

    def __init__(self, start: int = 0) -> None:
        raise NotImplementedError

    def add(self, amount: int) -> None:
        """Add *amount*, which may be negative."""
        raise NotImplementedError

    @property
    def value(self) -> int:
        """The number as it is now."""
        raise NotImplementedError
