"""Tell sequential, concurrent and parallel apart."""


def classify(spans: list[tuple[str, float, float, int]]) -> str:
    """Return "sequential", "concurrent" or "parallel".

    spans: who was at work when and where: `(worker, start, end, core)`, in any order; start is less than end.
        A worker may have many spans, also on several cores one after the other. From its first start to its last end
        it is underway, whether it is at work or interrupted.

    "parallel": at some moment two workers are at work, on two cores.
    "concurrent": not so, but at some moment two workers are underway. (Two who are at work on *one* core in overlapping
        spans share it: one of them is always interrupted.)
    "sequential": at no moment are two underway.

    Who ends just when the other one starts does not overlap with it.
    """
    raise NotImplementedError
