"""Wrong: does the first half with the executor as well, one by one."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    begin = clock()
    for argument in arguments:
        executor.submit(function, argument).result()
    alone = clock() - begin
    begin = clock()
    list(executor.map(function, arguments))
    return alone / (clock() - begin)
