"""Right: the executor first; results as they come."""

import time
from concurrent.futures import as_completed


def seconds(clock, action):
    begin = clock()
    action()
    return clock() - begin


def speedup(function, arguments, executor, clock=time.perf_counter):
    def shared_out():
        for future in as_completed([executor.submit(function, argument) for argument in arguments]):
            future.result()

    def alone():
        for argument in arguments:
            function(argument)

    together = seconds(clock, shared_out)
    return seconds(clock, alone) / together
