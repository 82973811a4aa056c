"""Wrong: a task that is ready early keeps its core for the rest of the slice."""

from collections import deque


def deal_out(needs, cores, time_slice):
    line = deque((task, need) for task, need in needs.items() if need)
    now = 0
    spans = []
    while line:
        for core in range(cores):
            if line:
                task, left = line.popleft()
                spans.append((task, now, now + min(left, time_slice), core))
                if left > time_slice:
                    line.append((task, left - time_slice))
        now += time_slice
    return spans
