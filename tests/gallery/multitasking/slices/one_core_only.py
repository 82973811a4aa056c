"""Wrong: deals out the time of one core, however many there are."""

from collections import deque


def deal_out(needs, cores, time_slice):
    line = deque((task, need) for task, need in needs.items() if need)
    now = 0
    spans = []
    while line:
        task, left = line.popleft()
        run = min(left, time_slice)
        spans.append((task, now, now + run, 0))
        now += run
        if left > run:
            line.append((task, left - run))
    return spans
