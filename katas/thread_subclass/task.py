"""A thread that keeps what came out of it."""

import threading
from collections.abc import Callable
from typing import Any


class Task(threading.Thread):
    """A thread that calls `function(*args)` and keeps what it returns, or the exception that it raises.

    name: what the thread is called; None lets the library choose, as for any thread.
    """

    def __init__(self, function: Callable[..., Any], *args: Any, name: str | None = None) -> None:
        raise NotImplementedError

    def result(self, timeout: float | None = None) -> Any:
        """Wait until the function has returned, at most *timeout* seconds, and return what it returned.

        Raise the function's exception if it raised one. Raise TimeoutError if it is still running after that time. It
        may be asked for again, and by any thread.
        """
        raise NotImplementedError
