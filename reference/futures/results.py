"""Many tasks, a few threads, and what came of each.

All tasks are submitted before the first one is asked for; asked in order, they answer in order.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def results_of(tasks: list[Callable[[], Any]], workers: int) -> list[Any]:
    """Call every task in a pool of *workers* threads, and return what came of each: its result or its exception."""
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(task) for task in tasks]
    return [future.exception() or future.result() for future in futures]
