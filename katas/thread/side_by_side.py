"""Call a function for many items at the same time."""

from collections.abc import Callable
from typing import Any


def map_in_threads(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Return `[function(item) for item in items]`, with all the calls at the same time, each in a thread of its own.

    The results stand in the order of their items, whichever call ends first.

    If calls raise exceptions, all the others go on to their end. Then the exception of the first item that failed, in
    the order of the items, is raised.
    """
    raise NotImplementedError
