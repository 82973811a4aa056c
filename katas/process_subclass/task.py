"""A process that brings back what came out of it."""

import multiprocessing
from collections.abc import Callable
from typing import Any


class Task(multiprocessing.Process):
    """A process that calls `function(*args)`, and brings back what it returns, or the exception that it raises.

    name: what the process is called; None lets the library choose, as for any process.
    """

    def __init__(self, function: Callable[..., Any], *args: Any, name: str | None = None) -> None:
        raise NotImplementedError

    def result(self) -> Any:
        """Wait until the process has ended, and return what the function returned there, however large it is.

        Raise the function's exception if it raised one (one that is an `Exception`). Raise RuntimeError if the
        process ended without an answer, because it was killed for example. It may be asked for again. Afterwards the
        process is joined.
        """
        raise NotImplementedError
