"""Something to be done later, unless it is called off in time."""

from collections.abc import Callable
from typing import Any


class Reminder:
    """Calls `action(*args, **kwargs)` once, in another thread, so many seconds after `start`.

    seconds: how long to wait, more than 0.
    """

    def __init__(self, seconds: float, action: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Let the time begin, and return at once. It can be done once; the second time raises RuntimeError."""
        raise NotImplementedError

    def cancel(self) -> bool:
        """Call it off, and return whether that was in time.

        True: the action has not begun, and never will. False: it has begun; it may be over, too. This does not wait for
        the action.
        """
        raise NotImplementedError

    def wait(self) -> None:
        """Return when the action is over, or is called off."""
        raise NotImplementedError
