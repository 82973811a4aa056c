"""Threads without the module threading."""

from collections.abc import Callable


def run_all(functions: list[Callable[[], object]]) -> None:
    """Call all functions at the same time, each in a thread of its own, and return when all of them have returned.

    Use the module `_thread` and nothing else: `_thread.start_new_thread(function, arguments)` starts a thread, and
    `_thread.allocate_lock()` makes a lock. There is no `join`.
    """
    raise NotImplementedError
