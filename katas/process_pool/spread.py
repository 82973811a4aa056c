"""Many tasks, a few processes, and the results in order."""

from collections.abc import Callable
from typing import Any


def call_all(function: Callable[[Any], Any], items: list[Any], workers: int) -> list[Any]:
    """Call `function(item)` for each item, in a pool of *workers* processes; return the results in order of *items*.

    workers: how many processes there are, and so how many calls are made at the same time; with less than 1 of them,
        raise a ValueError and call nothing.

    A call may raise an exception. The calls for all other items are made all the same. When everything is over, the
    exception of the first item (in order of *items*) whose call has failed is raised here.

    When this function returns or raises, the processes of the pool have ended.
    """
    raise NotImplementedError
