"""Two tasks that take turns, in one process."""

from collections import deque
from collections.abc import Iterator
from typing import Any


def interleave(task_a: Iterator[Any], task_b: Iterator[Any], steps: int) -> list[Any]:
    """Let the two tasks take turns, and return what their steps gave, in order."""
    gave: list[Any] = []
    waiting = deque([task_a, task_b])
    while waiting and len(gave) < steps:
        task = waiting.popleft()
        try:
            gave.append(next(task))
        except StopIteration:
            continue  # it has ended, and does not stand in line again
        waiting.append(task)
    return gave
