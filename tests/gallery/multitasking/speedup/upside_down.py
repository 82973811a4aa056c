"""Wrong: divides the time with the executor by the time alone."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    begin = clock()
    for argument in arguments:
        function(argument)
    middle = clock()
    list(executor.map(function, arguments))
    end = clock()
    return (end - middle) / (middle - begin)
