"""Many processes at the same time, and what comes out of all of them."""

from collections.abc import Callable
from typing import Any


def run_crew(function: Callable[[str], Any], names: list[str]) -> dict[str, Any]:
    """Give each of the names a process of its own that is called so and calls `function(name)`, all at the same time.

    Return what the function returned for each name, in the order of *names*, when all processes have ended and are
    joined. If the function raised an exception for somebody, the first such one (in the order of *names*) is raised,
    but also then all have ended before. You may use your `Task`: `from .task import Task`.
    """
    raise NotImplementedError
