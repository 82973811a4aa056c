"""Wrong: a task that is at work on one core stands in line for another one at the same time."""

from collections import deque


def deal_out(needs, cores, time_slice):
    line = deque((task, need) for task, need in needs.items() if need)
    free = [0] * cores
    spans = []
    while line:
        core = free.index(min(free))
        task, left = line.popleft()
        run = min(left, time_slice)
        spans.append((task, free[core], free[core] + run, core))
        free[core] += run
        if left > run:
            line.append((task, left - run))
    return spans
