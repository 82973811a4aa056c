"""Wrong: as in the document's copying, the function is called and its result is handed over."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    start = clock()
    for argument in arguments:
        function(argument)
    alone = clock() - start
    start = clock()
    futures = [executor.submit(function(argument)) for argument in arguments]
    for future in futures:
        future.exception()
    return alone / (clock() - start)
