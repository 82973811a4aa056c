"""The slow part outside of the lock, the sum inside."""

from collections.abc import Callable
from typing import Any


def total_of(work: Callable[[Any], int], items: list[Any]) -> int:
    """Return the sum of `work(item)` over all items, with a thread for each item.

    Working takes long, adding up does not: all threads work at the same time, and only the adding is one by one.

    work: called once for each item, each time in another thread.
    items: what to work on; the total of no items is 0.
    """
    raise NotImplementedError
