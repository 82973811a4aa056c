"""Wrong: each task keeps its core until it is ready."""


def deal_out(needs, cores, time_slice):
    free = [0] * cores
    spans = []
    for task, need in needs.items():
        if need:
            core = free.index(min(free))
            spans.append((task, free[core], free[core] + need, core))
            free[core] += need
    return sorted(spans, key=lambda span: span[1])
