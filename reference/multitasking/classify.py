"""Tell sequential, concurrent and parallel apart."""

from itertools import combinations


def classify(spans: list[tuple[str, float, float, int]]) -> str:
    """Return "sequential", "concurrent" or "parallel"."""
    for (one, start, end, core), (other, other_start, other_end, other_core) in combinations(spans, 2):
        at_once = start < other_end and other_start < end
        if one != other and core != other_core and at_once:
            return "parallel"
    underway: dict[str, tuple[float, float]] = {}
    for worker, start, end, _ in spans:
        first, last = underway.get(worker, (start, end))
        underway[worker] = (min(first, start), max(last, end))
    for (first, last), (other_first, other_last) in combinations(underway.values(), 2):
        if first < other_last and other_first < last:
            return "concurrent"
    return "sequential"
