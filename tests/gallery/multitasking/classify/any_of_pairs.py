"""Right: two questions about pairs, one after the other."""

from itertools import permutations


def overlap(a, b):
    return max(a[0], b[0]) < min(a[1], b[1])


def classify(spans):
    if any(
        a[0] != b[0] and a[3] != b[3] and overlap(a[1:3], b[1:3])
        for a, b in permutations(spans, 2)
    ):
        return "parallel"
    lives = {
        worker: (min(s[1] for s in spans if s[0] == worker), max(s[2] for s in spans if s[0] == worker))
        for worker in {s[0] for s in spans}
    }
    if any(overlap(a, b) for a, b in permutations(lives.values(), 2)):
        return "concurrent"
    return "sequential"
