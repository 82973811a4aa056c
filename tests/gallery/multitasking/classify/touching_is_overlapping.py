"""Wrong: who ends when the other one starts overlaps with it."""


def classify(spans):
    underway = {}
    for worker, start, end, core in spans:
        for other, other_start, other_end, other_core in spans:
            if worker != other and core != other_core and start <= other_end and other_start <= end:
                return "parallel"
        first, last = underway.get(worker, (start, end))
        underway[worker] = min(first, start), max(last, end)
    lives = list(underway.values())
    for place, (first, last) in enumerate(lives):
        for other_first, other_last in lives[place + 1 :]:
            if first <= other_last and other_first <= last:
                return "concurrent"
    return "sequential"
