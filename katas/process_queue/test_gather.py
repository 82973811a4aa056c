"""Results that come back from other processes, however large they are."""

import os
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def double(spans, number):
    """Return a result, and note that it was made."""
    with spans.inside(number):
        return 2 * number


def first_after_second(spans, number):
    """Return a result: the first one after the second one."""
    if number == 1:
        spans.wait_for("2 is through")
        checks.linger()
    spans.point(f"{number} is through")
    return 2 * number


def meet(spans, number):
    """Return a result, made together with another one."""
    with spans.inside(number):
        spans.meet(2)
    return number


def repeat(text, times):
    """Return a long text."""
    return text * times


def give_back(item):
    """Return what it gets."""
    return item


def pid_for(item):
    """Return the number of this process."""
    return os.getpid()


def test_each_in_a_process_of_its_own(kata, tmp_path):
    """Two items, two processes, and both have ended."""
    spans = checks.ProcessSpans(tmp_path)
    assert kata.gather(partial(double, spans), [1, 2]) == [2, 4]
    checks.own_process_for_each(spans, 1, 2)
    checks.everybody_left(spans, 1, 2)
    checks.all_joined()


def test_results_are_in_order_of_the_items(kata, tmp_path):
    """The first process is the last one to answer."""
    spans = checks.ProcessSpans(tmp_path)
    checks.in_order(kata.gather(partial(first_after_second, spans), [1, 2]), [2, 4])


def test_all_at_the_same_time(kata, tmp_path):
    """Two calls that wait for each other."""
    spans = checks.ProcessSpans(tmp_path)
    kata.gather(partial(meet, spans), [1, 2])
    checks.reaches_together(spans, 2)


@pytest.mark.parametrize("count", [1, 2])
def test_large_results(kata, count):
    """Larger than what a pipe has room for."""
    results = kata.gather(partial(repeat, "x"), [1_000_000] * count)
    assert [len(result) for result in results] == [1_000_000] * count
    checks.all_joined()


def test_any_result_is_a_result(kata):
    """None and the like come back like any others."""
    items = [None, 0, "", False]
    checks.in_order(kata.gather(give_back, items), items)


def test_equal_items(kata):
    """The same item twice, which need not be a key of anything: two calls, and the result of each."""
    pids = kata.gather(pid_for, [["bread"], ["bread"]])
    assert len(set(pids)) == 2, f"two processes were asked for their numbers, and {pids} came back"


def test_no_items(kata):
    """Nothing to do, nothing to wait for."""
    assert kata.gather(give_back, []) == []
