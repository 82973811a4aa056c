"""A gate that opens for everybody, and can be closed again."""


class Gate:
    """A gate, closed at first. While it is open, everybody passes; while it is closed, everybody waits."""

    def __init__(self) -> None:
        raise NotImplementedError

    def open(self) -> None:
        """Let everybody pass who waits, and everybody who comes later, until the gate is closed."""
        raise NotImplementedError

    def close(self) -> None:
        """Let nobody pass any more until the gate is opened again."""
        raise NotImplementedError

    def pass_through(self, timeout: float | None = None) -> bool:
        """Wait until the gate is open, at most *timeout* seconds; return whether the way was free.

        timeout: None means as long as it takes, 0 means just to look.
        """
        raise NotImplementedError
