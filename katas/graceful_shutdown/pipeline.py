"""Stages behind each other, each with a thread, which stop one after the other."""

from collections.abc import Callable
from typing import Any


class Pipeline:
    """A row of stages. What comes out of one is put into the next; the results of the last one are collected.

    stages: the functions, each of which takes one thing and returns one. Each has a thread of its own that calls it, so
        while the second stage is at work on the first item, the first stage can be at work on the second item.
        An item, and what comes out of a stage, may be anything, None too. The stages do not raise.
    """

    def __init__(self, stages: list[Callable[[Any], Any]]) -> None:
        raise NotImplementedError

    def put(self, item: object) -> None:
        """Send *item* on its way through all stages; do not wait for it. Raise RuntimeError after `close`.

        Whoever gets no error may rely on it: what becomes of the item is one of the results. One thread may put while
        another one closes.
        """
        raise NotImplementedError

    def close(self) -> list[Any]:
        """Let everything that is on its way go through to the end, let the threads end, and return the results.

        They are in the order in which the items were put. A second call returns the same results again, and no sooner,
        if it comes while the first one is still waiting.
        """
        raise NotImplementedError
