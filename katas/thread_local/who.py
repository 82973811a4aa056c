"""Who is logged in? In each thread somebody else."""


class Login:
    """Remembers who is logged in, for each thread by itself."""

    def __init__(self) -> None:
        raise NotImplementedError

    def log_in(self, name: str) -> None:
        """Let *name* be the user of the calling thread from now on. No other thread notices."""
        raise NotImplementedError

    def user(self) -> str:
        """Return who is logged in, in the calling thread; "nobody" if it has not called `log_in` of this object."""
        raise NotImplementedError
