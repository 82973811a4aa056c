"""Many processes at the same time, and what comes out of all of them."""

import contextlib
from collections.abc import Callable
from typing import Any

from .task import Task


def run_crew(function: Callable[[str], Any], names: list[str]) -> dict[str, Any]:
    """Let each of the names have a process of its own that is called so and calls `function(name)`."""
    crew = [Task(function, name, name=name) for name in names]
    for task in crew:
        task.start()
    for task in crew:  # all of them, whatever becomes of the first
        with contextlib.suppress(Exception):
            task.result()
    return {task.name: task.result() for task in crew}
