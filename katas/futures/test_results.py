import threading
import time

import pytest

import checks


def test_results_are_in_order(kata):
    """The second task is over before the first one, and its result is the second one all the same."""
    second_is_over = threading.Event()

    def first():
        second_is_over.wait()
        return "first"

    def second():
        second_is_over.set()
        return "second"

    checks.in_order(kata.results_of([first, second], 2), ["first", "second"])


def test_any_result_is_a_result(kata):
    """None and the like are results as any other."""
    results = [None, 0, "", False]
    tasks = [lambda result=result: result for result in results]
    checks.in_order(kata.results_of(tasks, 1), results)


def test_one_task(kata):
    """One worker, one task, one result."""
    checks.in_order(kata.results_of([lambda: "bread"], 1), ["bread"])


def test_nothing_to_do(kata):
    """No tasks, no results."""
    assert kata.results_of([], 2) == []


def test_an_exception_has_its_place(kata):
    """It is returned and not raised, and the tasks before and after it are done."""
    failure = ValueError("burnt")

    def fail():
        raise failure

    results = kata.results_of([lambda: "bread", fail, lambda: "cake"], 2)
    checks.in_order(results, ["bread", failure, "cake"])


def test_a_slow_task_is_waited_for(kata):
    """However long it takes."""

    def slow():
        time.sleep(10_000)
        return "stew"

    checks.in_order(kata.results_of([slow, lambda: "tea"], 2), ["stew", "tea"])


@pytest.mark.parametrize("workers", [1, 2])
def test_not_more_at_the_same_time_than_workers(kata, workers):
    """However many tasks there are, only so many run."""
    spans = checks.Spans()

    def work(name):
        with spans.inside(name):
            checks.pause()

    kata.results_of([lambda name=name: work(name) for name in "abc"], workers)
    checks.everybody_left(spans, "a", "b", "c")
    checks.at_most_together(spans, workers)


def test_all_workers_are_busy(kata):
    """Two workers, two tasks that take long: they run at the same time, and not in the thread that called."""
    spans = checks.Spans()

    def work(name):
        with spans.inside(name):
            spans.meet(2)
        return threading.current_thread()

    threads = kata.results_of([lambda: work("a"), lambda: work("b")], 2)
    checks.reaches_together(spans, 2)
    assert threading.current_thread() not in threads, "the tasks are for the pool, and the caller has called one"


@pytest.mark.explore(all_joined=True)
def test_the_threads_have_ended(kata):
    """When `results_of` returns, the threads of its pool are gone."""
    kata.results_of([lambda: "bread", lambda: "cake"], 2)
