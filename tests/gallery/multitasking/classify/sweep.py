"""Right: goes through all moments at which something changes, and keeps account of who is where."""


def classify(spans):
    moments = sorted({time for _, start, end, _ in spans for time in (start, end)})
    ends = {}
    starts = {}
    for worker, start, end, _ in spans:
        ends[worker] = max(end, ends.get(worker, end))
        starts[worker] = min(start, starts.get(worker, start))
    answer = "sequential"
    for now in moments:
        at_work = {(worker, core) for worker, start, end, core in spans if start <= now < end}
        if any(a != b and i != j for a, i in at_work for b, j in at_work):
            return "parallel"
        if sum(starts[worker] <= now < ends[worker] for worker in starts) > 1:
            answer = "concurrent"
    return answer
