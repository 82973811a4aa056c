"""Tell sequential, concurrent and parallel apart."""

import itertools

import pytest

pytestmark = pytest.mark.explore(schedules=1)

NOBODY = "sequential"
TURNS = "concurrent"
BOTH = "parallel"


def spans(text):
    """Read spans that are written as "ann 0-2 @0, bob 2-4 @1": who, from when to when, on which core."""
    for span in filter(None, text.split(", ")):
        worker, time, core = span.split()
        start, end = time.split("-")
        yield worker, float(start), float(end), int(core.removeprefix("@"))


def judge(kata, text, expected):
    """Compare the answer for these spans, in every order in which they may be listed."""
    seen = text.replace("@", "on core ") or "nobody at work"
    for order in itertools.islice(itertools.permutations(spans(text)), 24):
        answer = kata.classify(list(order))
        assert answer == expected, f"{seen}: that is {expected}, and not {answer}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann 0-2 @0, bob 3-5 @0", NOBODY),
        ("ann 0-2 @0, bob 3-5 @1", NOBODY),
        ("ann 0-4 @0, bob 2-6 @0", TURNS),
        ("ann 0-4 @0, bob 2-6 @1", BOTH),
    ],
)
def test_two_workers(kata, text, expected):
    """Other cores alone do not make it parallel, and overlapping on one core does not either."""
    judge(kata, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann 0-1 @0, bob 1-2 @0, ann 2-3 @0, bob 3-4 @0", TURNS),
        ("ann 0-1 @0, bob 1-2 @1, ann 2-3 @0", TURNS),
        ("ann 0-1 @0, bob 1-2 @1, ann 2-3 @1, bob 3-4 @0", TURNS),
        ("ann 0-1 @0, ann 1-2 @1, bob 2-3 @0", NOBODY),
        ("ann 0-2 @0, bob 2-4 @0, ann 4-6 @1, bob 5-7 @0", BOTH),
    ],
)
def test_time_slices(kata, text, expected):
    """Who is interrupted is still underway; on which core he goes on says nothing."""
    judge(kata, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann 0-9 @0, bob 1-2 @0, eve 3-4 @1", BOTH),
        ("ann 0-9 @0, bob 1-2 @0, eve 3-4 @0", TURNS),
        ("ann 0-1 @0, bob 1-2 @1, eve 2-3 @2", NOBODY),
        ("ann 0-1 @0, bob 1-3 @1, eve 2-4 @2", BOTH),
    ],
)
def test_three_workers(kata, text, expected):
    """Any two of them may be the ones; not only those that began one after the other."""
    judge(kata, text, expected)


def test_more_tasks_than_cores_can_be_parallel(kata):
    """Four workers on two cores: at any time two of them are at work."""
    judge(kata, "ann 0-1 @0, bob 0-1 @1, eve 1-2 @0, joe 1-2 @1", BOTH)


def test_fewer_tasks_than_cores_can_be_sequential(kata):
    """Two workers and eight cores: the second one begins when the first one has ended."""
    judge(kata, "ann 0-1 @3, bob 1-2 @7", NOBODY)


@pytest.mark.parametrize("text", ["", "ann 0-2 @0", "ann 0-2 @0, ann 3-4 @1"])
def test_nobody_else(kata, text):
    """With himself nobody is concurrent."""
    judge(kata, text, NOBODY)
