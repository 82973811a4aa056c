"""Right: map hands over all at once; going through it waits for each result."""

import time


def speedup(function, arguments, executor, clock=time.perf_counter):
    times = [clock()]
    for argument in arguments:
        function(argument)
    times.append(clock())
    for _ in executor.map(function, arguments):
        pass
    times.append(clock())
    return (times[1] - times[0]) / (times[2] - times[1])
