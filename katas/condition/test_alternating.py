"""Two threads print 0, 1, 2, ... in turn, whichever of them comes first."""

import time

import pytest

import checks


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 10])
def test_numbers_come_in_order(kata, printed, limit):
    """All numbers below the limit, each once and in order."""
    kata.alternate(limit)
    checks.in_order(printed.numbers, range(limit))


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 10])
def test_odd_may_start_first(kata, printed, limit):
    """The order is the same when the thread "odd" is started before "even"."""
    kata.alternate(limit, odd_first=True)
    checks.in_order(printed.numbers, range(limit))


def test_each_thread_prints_its_own_numbers(kata, printed):
    """The even numbers come from one thread, the odd ones from another, and none from the caller."""
    kata.alternate(5)
    checks.not_printed_by(printed, "MainThread")
    checks.own_thread_for_each(printed, lambda line: int(line) % 2)


@pytest.mark.explore(clock="any")
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    kata.alternate(4)
    checks.in_order(printed.numbers, range(4))


def test_nobody_waits_for_the_clock(kata):
    """Who is told that it is his turn need not look from time to time."""
    began = time.monotonic()
    kata.alternate(4)
    checks.no_time_since(began)


def test_it_works_a_second_time(kata, printed):
    """Nothing is left over from the first call."""
    kata.alternate(3)
    kata.alternate(2)
    checks.in_order(printed.numbers, [0, 1, 2, 0, 1])


@pytest.mark.explore(all_joined=True)
def test_both_threads_have_ended(kata):
    """When `alternate` returns, its threads are gone."""
    kata.alternate(3)


@pytest.mark.explore(schedules=10)
@pytest.mark.parametrize("odd_first", [False, True], ids=["even-first", "odd-first"])
def test_from_0_to_149(kata, printed, odd_first):
    """The long way is the short way many times over."""
    kata.alternate(150, odd_first=odd_first)
    checks.in_order(printed.numbers, range(150))
