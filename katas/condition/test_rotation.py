"""Any number of threads take turns."""

import time

import pytest

import checks


def test_three_take_turns(kata, printed):
    """A, B, C, A, B, C: whoever comes first to the lock, it is A's turn first."""
    kata.rotate(["A", "B", "C"], 2)
    checks.in_order(printed.lines, "ABCABC")


@pytest.mark.parametrize("names", [["solo"], ["ping", "pong"], ["first", "second", "third", "fourth"]], ids=len)
def test_any_number_takes_turns(kata, printed, names):
    """One thread, two threads, four threads."""
    kata.rotate(names, 3)
    checks.in_order(printed.lines, names * 3)


def test_no_rounds_print_nothing(kata, printed):
    """With nothing to do all threads end."""
    kata.rotate(["A", "B", "C"], 0)
    checks.nothing_printed(printed)


def test_each_name_has_its_own_thread(kata, printed):
    """A comes from one thread, B from another, C from a third, and none from the caller."""
    kata.rotate(["A", "B", "C"], 2)
    checks.not_printed_by(printed, "MainThread")
    checks.own_thread_for_each(printed, kind=str)


@pytest.mark.explore(clock="any")
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    kata.rotate(["A", "B", "C"], 2)
    checks.in_order(printed.lines, "ABCABC")


def test_nobody_waits_for_the_clock(kata):
    """Who is told that it is his turn need not look from time to time."""
    began = time.monotonic()
    kata.rotate(["A", "B", "C"], 2)
    checks.no_time_since(began)


@pytest.mark.explore(all_joined=True)
def test_all_threads_have_ended(kata):
    """When `rotate` returns, its threads are gone."""
    kata.rotate(["A", "B", "C"], 1)
