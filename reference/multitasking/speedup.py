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
    """Do the work twice, alone and with the executor, and return how many times faster the executor was."""
    begin = clock()
    for argument in arguments:
        function(argument)
    alone = clock() - begin

    begin = clock()
    futures = [executor.submit(function, argument) for argument in arguments]  # all of them, before the first result
    for future in futures:
        future.result()
    return alone / (clock() - begin)
