"""A pool of processes that breaks, and the work that is done all the same.

When one process dies the whole pool is broken, and nobody can tell whose call it was. So whoever was in the pool is
tried once more, alone: what breaks a pool of its own has broken the first one, too.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any


def call_each(function: Callable[[Any], Any], items: list[Any], workers: int) -> list[Any]:
    """Call *function* for each item in *workers* processes; return its results, or exceptions in their places."""
    outcomes = _outcomes(function, items, workers)
    for index, item in enumerate(items):
        if isinstance(outcomes[index], BrokenProcessPool):
            [outcomes[index]] = _outcomes(function, [item], 1)
    return outcomes


def _outcomes(function: Callable[[Any], Any], items: list[Any], workers: int) -> list[Any]:
    """Return what came of each item in one pool."""
    futures = []
    with ProcessPoolExecutor(workers) as pool, suppress(BrokenProcessPool):
        for item in items:
            # Refused when the pool is broken already; what was submitted before stays in the list.
            futures.append(pool.submit(function, item))  # noqa: PERF401 - a list that is whole or not at all loses it
    outcomes = [future.exception() or future.result() for future in futures]
    return outcomes + [BrokenProcessPool("never begun") for _ in items[len(futures) :]]
