"""Wrong: takes the time when map returns, which hands over the work and does not wait for it."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    begin = clock()
    for argument in arguments:
        function(argument)
    alone = clock() - begin
    begin = clock()
    results = executor.map(function, arguments)
    together = clock() - begin
    list(results)
    return alone / together
