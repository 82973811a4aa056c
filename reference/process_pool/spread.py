"""Many tasks, a few processes, and the results in order."""

from collections.abc import Callable
from multiprocessing import Pool
from typing import Any


def call_all(function: Callable[[Any], Any], items: list[Any], workers: int) -> list[Any]:
    """Call `function(item)` for each item, in a pool of *workers* processes; return the results in order of *items*."""
    pool = Pool(workers)
    tasks = [pool.apply_async(function, (item,)) for item in items]
    pool.close()  # no more tasks: the workers go home when all of these are done, whether they succeed or fail
    pool.join()
    return [task.get() for task in tasks]  # raises what the task has raised; nobody else ever would
