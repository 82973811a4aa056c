"""Two tasks that take turns, in one process."""

from collections.abc import Iterator
from typing import Any


def interleave(task_a: Iterator[Any], task_b: Iterator[Any], steps: int) -> list[Any]:
    """Let the two tasks take turns, and return what their steps gave, in order.

    `next(task)` does one step of a task, and returns what the step gives. The turns go a, b, a, b, ... for *steps*
    steps altogether; no step more is asked for. When one task has ended, the other one has all the turns that are
    left; when both have, that was it.
    """
    raise NotImplementedError
