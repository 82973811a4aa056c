"""What a `Pipeline` has to do."""

import time

import pytest

import checks


def grind(beans):
    """Be the first stage."""
    checks.pause()
    return f"ground {beans}"


def brew(ground):
    """Be the second stage."""
    checks.pause()
    return f"coffee of {ground}"


@pytest.mark.explore(all_joined=True)
def test_everything_comes_through(kata):
    """What was put comes out at the other end, in order, and the threads are gone."""
    pipeline = kata.Pipeline([grind, brew])
    for item in "abc":
        pipeline.put(item)
    checks.in_order(pipeline.close(), [f"coffee of ground {item}" for item in "abc"])


def test_three_stages(kata):
    """Each has the next one behind it."""
    pipeline = kata.Pipeline([grind, str.upper, brew])
    pipeline.put("a")
    pipeline.put("b")
    checks.in_order(pipeline.close(), ["coffee of GROUND A", "coffee of GROUND B"])


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("stages", [1, 3])
def test_nothing_was_put(kata, stages):
    """Then there are no results, and all threads end as well."""
    checks.in_order(kata.Pipeline([grind] * stages).close(), [])


def test_no_stages(kata):
    """What was put is what comes out."""
    pipeline = kata.Pipeline([])
    pipeline.put("a")
    checks.in_order(pipeline.close(), ["a"])


def test_any_item_is_an_item(kata):
    """None and False go through like anything else, and so do they as results."""
    pipeline = kata.Pipeline([lambda item: item, lambda item: None if item == "last" else item])
    for item in (None, False, "", "last"):
        pipeline.put(item)
    checks.in_order(pipeline.close(), [None, False, "", None])


def test_the_stages_work_at_the_same_time(kata):
    """The second stage is at work on the first item, the first one on the second item."""
    spans = checks.Spans()

    def first(item):
        with spans.inside(f"first stage, {item}"):
            if item == "b":
                spans.meet(2)
        return item

    def second(item):
        with spans.inside(f"second stage, {item}"):
            if item == "a":
                spans.meet(2)
        return item

    pipeline = kata.Pipeline([first, second])
    pipeline.put("a")
    pipeline.put("b")
    pipeline.close()
    checks.overlaps(spans, "first stage, b", "second stage, a")


def test_putting_does_not_wait(kata):
    """Items may be put while an earlier one is still in the first stage."""
    spans = checks.Spans()

    def stage(item):
        with spans.inside(item):
            spans.meet(1)
            checks.eventually(lambda: spans.happened("all are put"), "all items are put")
        return item

    pipeline = kata.Pipeline([stage])
    for item in "ab":
        pipeline.put(item)
    spans.point("all are put")
    checks.in_order(pipeline.close(), "ab")


@pytest.mark.explore(all_joined=True)
def test_closing_twice(kata):
    """The second time nothing is left to do; the results are the same."""
    pipeline = kata.Pipeline([grind])
    pipeline.put("a")
    checks.in_order(pipeline.close(), ["ground a"])
    checks.in_order(pipeline.close(), ["ground a"])


@pytest.mark.explore(all_joined=True)
def test_two_close_it_at_the_same_time(kata):
    """Whoever of them comes second waits as well, and gets the results too."""

    def slowly(item):
        time.sleep(1)
        return f"slow {item}"

    pipeline, results = kata.Pipeline([slowly]), []
    pipeline.put("a")
    checks.together(boss=lambda: results.append(pipeline.close()), other=lambda: results.append(pipeline.close()))
    checks.in_order(results, [["slow a"], ["slow a"]])


@pytest.mark.explore(all_joined=True)
def test_accepted_or_refused_and_never_lost(kata):
    """Somebody puts while somebody else closes: each item comes through, or was refused."""
    pipeline, accepted, results = kata.Pipeline([grind]), [], []

    def put():
        for item in ("a", "b"):
            try:
                pipeline.put(item)
            except RuntimeError:
                return
            accepted.append(item)

    checks.together(visitor=put, boss=lambda: results.extend(pipeline.close()))
    lost = [item for item in accepted if f"ground {item}" not in results]
    assert not lost, f"{lost[0]!r} was accepted, and nothing of it is among the results: it is lost"
    checks.in_order(results, [f"ground {item}" for item in accepted])


def test_a_closed_pipeline_takes_nothing(kata):
    """Whoever comes too late is told."""
    pipeline = kata.Pipeline([grind])
    pipeline.close()
    checks.refuses(RuntimeError, lambda: pipeline.put("late"), "an item for a closed pipeline")
    checks.in_order(pipeline.close(), [])
