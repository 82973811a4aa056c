"""Many tasks, a few processes, and the results in order."""

from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def double(spans, number):
    """Do one task."""
    with spans.inside(f"task {number}"):
        return 2 * number


def first_waits_for_second(spans, number):
    """Do one task: the first one ends after the second one."""
    if number == 1:
        spans.wait_for("task 2 is done")
        checks.linger()
    spans.point(f"task {number} is done")
    return 2 * number


def meet(spans, count, number):
    """Do one task, together with others."""
    with spans.inside(f"task {number}"):
        spans.meet(count)


def be_picky(spans, word):
    """Do one task, or fail."""
    with spans.inside(f"the task {word!r}"):
        return int(word)


def test_results_are_in_order(kata, tmp_path):
    """The second task is done before the first one, and its result is the second one all the same."""
    spans = checks.ProcessSpans(tmp_path)
    checks.in_order(kata.call_all(partial(first_waits_for_second, spans), [1, 2, 3], 2), [2, 4, 6])


def test_a_few_processes_do_many_tasks(kata, tmp_path):
    """Twelve tasks, and two processes that do them, each once; this process does none."""
    spans = checks.ProcessSpans(tmp_path)
    numbers = list(range(12))
    checks.in_order(kata.call_all(partial(double, spans), numbers, 2), [2 * number for number in numbers])
    tasks = [f"task {number}" for number in numbers]
    checks.everybody_left(spans, *tasks)
    checks.ran_elsewhere(spans, *tasks)
    checks.at_most_processes(spans, 2)


@pytest.mark.parametrize("workers", [2, 3])
def test_all_workers_are_busy_at_the_same_time(kata, tmp_path, workers):
    """So many tasks that wait for each other: that works out if there is a worker for each of them."""
    spans = checks.ProcessSpans(tmp_path)
    kata.call_all(partial(meet, spans, workers), list(range(workers)), workers)
    checks.reaches_together(spans, workers)


def test_one_worker(kata, tmp_path):
    """Then one task is done after the other."""
    spans = checks.ProcessSpans(tmp_path)
    kata.call_all(partial(double, spans), [1, 2, 3], 1)
    checks.at_most_together(spans, 1)
    checks.at_most_processes(spans, 1)


def failure_of(call):
    """Return the exception that a call raises, as a text."""
    try:
        call()
    except NotImplementedError:
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is compared
        return f"{type(failure).__name__}: {failure}"
    return "no exception"


def test_an_exception_comes_out(kata, tmp_path):
    """What a task raises is raised here, with its text."""
    spans = checks.ProcessSpans(tmp_path)
    came = failure_of(lambda: kata.call_all(partial(be_picky, spans), ["1", "2", "three"], 2))
    assert came == failure_of(lambda: int("three")), f"a task has failed, and out came {came}"


def fail_or_take_longer(spans, word):
    """Do one task: fail, or go on for a while after the other one has failed."""
    with spans.inside(f"the task {word!r}"):
        if word == "bad":
            spans.point("bad fails")
            raise ValueError(word)
        spans.wait_for("bad fails")
        checks.linger()


def test_the_other_tasks_are_done_all_the_same(kata, tmp_path):
    """The first one fails, and the rest does not suffer."""
    spans = checks.ProcessSpans(tmp_path)
    came = failure_of(lambda: kata.call_all(partial(fail_or_take_longer, spans), ["bad", "good"], 2))
    assert came == "ValueError: bad", f"the task 'bad' has failed, and out came {came}"
    checks.everybody_left(spans, "the task 'bad'", "the task 'good'")


def test_the_first_of_two_exceptions(kata, tmp_path):
    """Which one is raised does not depend on which one comes first in time."""
    spans = checks.ProcessSpans(tmp_path)
    came = failure_of(lambda: kata.call_all(partial(fail_in_reverse, spans), [1, 2], 2))
    assert came == "LookupError: 1", f"both have failed, the second one first in time, and out came {came}"


def fail_in_reverse(spans, number):
    """Fail: the first one after the second one."""
    if number == 1:
        spans.wait_for("2 fails")
        checks.linger()
    spans.point(f"{number} fails")
    raise LookupError(number)


@pytest.mark.parametrize("words", [["1", "2"], ["1", "two"]])
def test_the_processes_have_ended(kata, tmp_path, words):
    """When it returns, and when it raises."""
    spans = checks.ProcessSpans(tmp_path)
    failure_of(lambda: kata.call_all(partial(be_picky, spans), words, 2))
    checks.everybody_left(spans, *(f"the task {word!r}" for word in words))
    checks.all_joined()


def test_nothing_to_do(kata):
    """No items, no results."""
    assert kata.call_all(abs, [], 2) == []


def test_any_result_is_a_result(kata):
    """None and the like come back like any others."""
    items = [None, 0, "", False]
    checks.in_order(kata.call_all(give_back, items, 1), items)


def give_back(item):
    """Return what it gets."""
    return item


def test_nobody_to_do_it(kata, tmp_path):
    """Without workers nothing can be done, and nothing is."""
    spans = checks.ProcessSpans(tmp_path)
    checks.refuses(ValueError, lambda: kata.call_all(partial(double, spans), [1, 2], 0), "a pool of nobody")
    checks.everybody_left(spans)
