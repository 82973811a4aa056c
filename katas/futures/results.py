"""Many tasks, a few threads, and what came of each."""

from collections.abc import Callable
from typing import Any


def results_of(tasks: list[Callable[[], Any]], workers: int) -> list[Any]:
    """Call every task in a pool of threads, and return what came of each, in the order of the tasks.

    tasks: called without arguments, once each. A task that returns has its result in its place; a task that raises an
        Exception has that exception in its place, and the other tasks do not suffer from it.
    workers: so many tasks may run at the same time, and not more.

    Return when all tasks are over and the threads have ended.
    """
    raise NotImplementedError
