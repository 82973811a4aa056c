"""A door that opens once, when enough has happened."""


class Latch:
    """A door that opens when it was counted down so often, and stays open from then on.

    Build it from a `threading.Condition`.

    count: how often it must be counted down; 0 makes a door that is open from the beginning.
    """

    def __init__(self, count: int) -> None:
        raise NotImplementedError

    def count_down(self) -> None:
        """Say that one of the things has happened; any thread may do so. Once it is open, nothing changes any more."""
        raise NotImplementedError

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is open, at most *timeout* seconds in all; return whether it is.

        timeout: None means as long as it takes, 0 means just to look.
        """
        raise NotImplementedError
