"""Wrong: who was interrupted stands at the front of the line again."""

import heapq
from collections import deque


def deal_out(needs, cores, time_slice):
    left = {task: need for task, need in needs.items() if need}
    line = deque(left)
    idle = list(range(cores))
    running = []
    spans = []
    now = 0
    while line or running:
        while line and idle:
            task = line.popleft()
            core = idle.pop(0)
            end = now + min(left[task], time_slice)
            left[task] -= end - now
            spans.append((task, now, end, core))
            heapq.heappush(running, (end, core, task))
        now, core, task = heapq.heappop(running)
        idle.append(core)
        if left[task]:
            line.appendleft(task)
    return spans
