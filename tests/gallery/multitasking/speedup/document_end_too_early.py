"""Wrong: as in the document, the end is measured when all is handed over, and not when it is done."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    start = clock()
    for argument in arguments:
        function(argument)
    end = clock()
    alone = end - start
    start = clock()
    for argument in arguments:
        future = executor.submit(function, argument)
    end = clock()
    future.result()
    return alone / (end - start)
