"""Results that come back from other processes, however large they are."""

from collections.abc import Callable
from typing import Any


def gather(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Call `function(item)` for each item, in a process of its own, and return the results in order of *items*.

    The calls are all made at the same time. Results come back through a queue. They are anything that can be pickled,
    and may be large. When this function returns, all processes have ended.
    """
    raise NotImplementedError
