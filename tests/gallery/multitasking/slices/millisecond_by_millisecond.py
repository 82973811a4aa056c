"""Right: looks at every millisecond, and joins what belongs together."""

from collections import deque


def deal_out(needs, cores, time_slice):
    left = dict(needs)
    line = deque(task for task in needs if needs[task])
    on = [None] * cores
    spans = []
    now = 0
    while line or any(on):
        for core in range(cores):
            if on[core] is None and line:
                on[core] = (line.popleft(), now)
        now += 1
        for core in range(cores):
            if on[core]:
                task, start = on[core]
                left[task] -= 1
                if not left[task] or now - start == time_slice:
                    spans.append((task, start, now, core))
                    on[core] = None
                    if left[task]:
                        line.append(task)
    return sorted(spans, key=lambda span: (span[1], span[3]))
