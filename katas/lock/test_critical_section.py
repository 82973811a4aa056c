"""The slow part outside of the lock, the sum inside."""

import threading

import pytest

import checks


@pytest.mark.parametrize("items", [[], [5], [1, 2, 3]], ids=["none", "one", "three"])
def test_total(kata, items):
    """The sum of all squares, in every schedule; none of them is lost."""

    def square(number):
        checks.pause()
        return number * number

    assert kata.total_of(square, items) == sum(number * number for number in items)


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    assert kata.total_of(len, ["a", "bb"]) == 3


def test_each_item_is_worked_on_once(kata):
    """And not by the caller, who only waits."""
    worked, threads = [], []

    def work(item):
        worked.append(item)
        threads.append(threading.current_thread())
        checks.pause()
        return 1

    kata.total_of(work, ["a", "b", "c"])
    checks.each_came_once(worked, ["a", "b", "c"])
    assert threading.current_thread() not in threads


def test_all_work_at_the_same_time(kata):
    """Work needs no lock: three items are worked on by three threads at the same time."""
    working = checks.Spans()

    def work(item):
        with working.inside(item):
            working.meet(3)
        return 1

    assert kata.total_of(work, ["a", "b", "c"]) == 3
    checks.reaches_together(working, 3)


def test_it_works_a_second_time(kata):
    """Nothing is left over from the first call."""
    assert kata.total_of(len, ["a", "bb"]) == 3
    assert kata.total_of(len, ["ccc"]) == 3


@pytest.mark.explore(all_joined=True)
def test_all_threads_have_ended(kata):
    """When `total_of` returns, its threads are gone."""
    kata.total_of(len, ["a", "bb"])
