"""A value that comes later."""


class Promise:
    """A value that one thread will deliver and any number of threads wait for."""

    def __init__(self) -> None:
        raise NotImplementedError

    def deliver(self, value: object) -> None:
        """Set the value, and let everybody go on who waits for it.

        Raise RuntimeError if there is a value already; that one stays. Of two threads that deliver at the same time,
        one gets this error.
        """
        raise NotImplementedError

    def get(self, timeout: float | None = None) -> object:
        """Return the value; wait for it, at most *timeout* seconds.

        Raise TimeoutError if there is no value after that time. None means to wait for as long as it takes.
        """
        raise NotImplementedError
