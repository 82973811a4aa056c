"""Wrong: compares each span with the next one only."""


def classify(spans):
    answer = "sequential"
    ordered = sorted(spans, key=lambda span: span[1])
    for (worker, _, end, core), (other, start, _, other_core) in zip(ordered, ordered[1:]):
        if worker != other and start < end:
            if core != other_core:
                return "parallel"
            answer = "concurrent"
    first = {}
    last = {}
    for worker, start, end, _ in ordered:
        first.setdefault(worker, start)
        last[worker] = max(end, last.get(worker, end))
    lives = sorted((first[worker], last[worker]) for worker in first)
    if any(start < end for (_, end), (start, _) in zip(lives, lives[1:])):
        return "concurrent"
    return answer
