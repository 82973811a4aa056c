"""How many times faster it is with an executor."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any


def speedup(
    function: Callable[[Any], Any],
    arguments: list[Any],
    executor: Executor,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Do the work twice, alone and with the executor, and return how many times faster the executor was.

    Alone: `function(argument)` for each of the arguments, here, one after the other. With the executor: all of them
    handed over to it before any result is waited for, and then all results waited for. `executor.submit(function,
    argument)` hands one over and returns a future; `future.result()` waits for what comes out.

    clock: returns the time in seconds; to be asked just before and just after.

    Return 2.0 if it took the executor half the time. If the function raises an exception, so does this. The executor is
    the caller's, who also shuts it down.
    """
    raise NotImplementedError
