"""A clock that ticks until it is stopped."""

from collections.abc import Callable


class Ticker:
    """Calls `action()` every so many seconds, in another thread.

    The ticks are one, two, three ... times *seconds* after `start`, however long an action takes, as long as it takes
    less than that.

    seconds: the time from one tick to the next, more than 0.
    """

    def __init__(self, seconds: float, action: Callable[[], object]) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Begin to tick, and return at once. It is called once."""
        raise NotImplementedError

    def stop(self) -> None:
        """Do not tick any more. It is called after `start`, and may be called again.

        It does not wait for the next tick. But if an action is running, it returns when that is over, unless it is
        called by the action itself.
        """
        raise NotImplementedError
