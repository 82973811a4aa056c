"""Put and get with patience: for so long and no longer."""

from typing import Any


def offer(box: Any, item: object, seconds: float | None) -> bool:
    """Put *item* into *box*. While it is full, wait for room: *seconds* at most, or for ever where that is None.

    box: a `multiprocessing.Queue`.
    seconds: 0 means not to wait at all.

    Return whether it was put.
    """
    raise NotImplementedError


def take(box: Any, seconds: float | None, otherwise: object = None) -> object:
    """Get an item from *box*. While it is empty, wait for one: *seconds* at most, or for ever where that is None.

    box: a `multiprocessing.Queue`.
    seconds: 0 means not to wait at all.

    Return the item, or *otherwise* where none came in that time. Items can be anything, None and 0 too.
    """
    raise NotImplementedError
