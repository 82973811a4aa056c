"""Threads without the module threading."""

import _thread
from collections.abc import Callable


def run_all(functions: list[Callable[[], object]]) -> None:
    """Call all functions at the same time, each in a thread of its own, and return when all of them have returned."""

    def run(function: Callable[[], object], running: _thread.LockType) -> None:
        try:
            function()
        finally:
            running.release()

    locks = []
    for function in functions:
        running = _thread.allocate_lock()
        running.acquire()  # held from before the start until the function has returned
        locks.append(running)
        _thread.start_new_thread(run, (function, running))
    for running in locks:
        running.acquire()  # that is all that a join is
