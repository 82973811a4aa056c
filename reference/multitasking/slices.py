"""Deal out time slices, as the operating system does."""

import heapq
from collections import deque


def deal_out(needs: dict[str, int], cores: int, time_slice: int) -> list[tuple[str, int, int, int]]:
    """Return who is at work when and where: `(task, start, end, core)`, in the order of the starts."""
    left = {task: need for task, need in needs.items() if need > 0}
    line = deque(left)
    idle = list(range(cores))
    running: list[tuple[int, int, str]] = []  # a heap: who is interrupted next, when and where
    spans = []
    now = 0
    while line or running:
        while line and idle:
            task, core = line.popleft(), heapq.heappop(idle)
            end = now + min(time_slice, left[task])
            left[task] -= end - now
            spans.append((task, now, end, core))
            heapq.heappush(running, (end, core, task))
        now, core, task = heapq.heappop(running)
        heapq.heappush(idle, core)
        if left[task]:
            line.append(task)
    return spans
