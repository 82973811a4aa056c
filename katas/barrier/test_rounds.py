"""Work in rounds: nobody begins the next one before everybody has finished this one."""

import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def worker(spans, name, seconds):
    """Return a worker that takes so long in each round."""

    def work(number):
        with spans.inside(f"{name} in round {number}"):
            time.sleep(seconds)

    return work


def test_everybody_works_in_every_round(kata):
    """Three workers, two rounds: each works in each of them, once."""
    spans = checks.Spans()
    kata.run_rounds([worker(spans, name, 0.001) for name in "abc"], 2, lambda _: checks.pause())
    checks.everybody_left(spans, *(f"{name} in round {number}" for name in "abc" for number in (0, 1)))


def test_nobody_is_a_round_ahead(kata):
    """A quick worker and a slow one: the quick one waits at the end of each round."""
    spans = checks.Spans()
    kata.run_rounds([worker(spans, "quick", 0.001), worker(spans, "slow", 0.003)], 3, lambda _: checks.pause())
    for number in (0, 1):
        checks.leaves_before_entering(spans, f"slow in round {number}", f"quick in round {number + 1}")
        checks.leaves_before_entering(spans, f"quick in round {number}", f"slow in round {number + 1}")


def test_between_is_called_once_after_each_round(kata):
    """With the number of the round that is over, also after the last one."""
    called: list[int] = []
    kata.run_rounds([lambda _: checks.pause()] * 2, 3, called.append)
    checks.in_order(called, [0, 1, 2])


def test_nobody_works_meanwhile(kata):
    """`between` begins when all have finished, and the next round begins when `between` has."""
    spans = checks.Spans()

    def between(number):
        with spans.inside(f"between {number}"):
            time.sleep(0.001)

    kata.run_rounds([worker(spans, "quick", 0.001), worker(spans, "slow", 0.003)], 2, between)
    for name in ("quick", "slow"):
        checks.leaves_before_entering(spans, f"{name} in round 0", "between 0")
        checks.leaves_before_entering(spans, "between 0", f"{name} in round 1")
        checks.leaves_before_entering(spans, f"{name} in round 1", "between 1")


def test_within_a_round_they_work_side_by_side(kata):
    """Two workers are busy at the same time."""
    spans = checks.Spans()

    def work(number):
        with spans.inside(f"round {number}"):
            spans.meet(2)

    kata.run_rounds([work, work], 1, lambda _: checks.pause())
    checks.reaches_together(spans, 2)


def test_one_worker(kata):
    """A single worker has nobody to wait for."""
    happened = []
    kata.run_rounds([lambda n: happened.append(f"round {n}")], 2, lambda n: happened.append(f"between {n}"))
    checks.in_order(happened, ["round 0", "between 0", "round 1", "between 1"])


def test_no_rounds(kata):
    """Nobody works, and nothing is in between."""
    happened: list[int] = []
    kata.run_rounds([happened.append, happened.append], 0, happened.append)
    assert happened == []
