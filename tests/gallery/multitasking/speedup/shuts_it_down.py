"""Wrong: shuts down the executor, which is the caller's."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    before = clock()
    for argument in arguments:
        function(argument)
    between = clock()
    with executor:
        futures = [executor.submit(function, argument) for argument in arguments]
        for future in futures:
            future.result()
    return (between - before) / (clock() - between)
