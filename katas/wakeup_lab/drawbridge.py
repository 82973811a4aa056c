"""A bridge that goes down and up again, while people wait in front of it."""


class Drawbridge:
    """A drawbridge, closed at first.

    Whoever comes while it is open crosses at once. Whoever waits when it opens crosses, **even if it is closed again
    before the one who waits has woken up**. Whoever comes when it is closed again waits for the next time.

    Build it from a `threading.Condition`.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def open(self) -> None:
        """Let all cross who wait, and all who come before it is closed."""
        raise NotImplementedError

    def close(self) -> None:
        """Let nobody cross who comes from now on."""
        raise NotImplementedError

    def cross(self) -> None:
        """Wait until you may cross."""
        raise NotImplementedError
