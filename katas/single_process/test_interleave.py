"""Two tasks that take turns, in one process."""

import os
import threading

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)

#: More steps than any spec asks for.
MANY = 1000


def steps_of(name, count):
    """A task of so many steps; each gives the name and its number."""
    for number in range(count):
        yield f"{name}{number}"


def endless(name):
    """A task without end; who nevertheless asks for all of its steps is told so."""
    for _ in range(MANY):
        yield name
    raise AssertionError(f"{name} has been asked for {MANY} steps, and a few were wanted: it has no end")


def turns(kata, a, b, steps):
    """Return what comes of so many steps, which is a list: it is all done when the call returns."""
    gave = kata.interleave(a, b, steps)
    assert isinstance(gave, list), f"a list was asked for, and interleave returned {gave!r}"
    return gave


def test_they_take_turns(kata):
    """A, b, a, b: neither waits until the other one has finished."""
    checks.in_order(turns(kata, steps_of("a", 3), steps_of("b", 3), 6), ["a0", "b0", "a1", "b1", "a2", "b2"])


@pytest.mark.parametrize("steps", [0, 1, 2, 5])
def test_so_many_steps(kata, steps):
    """Two tasks without end: it ends after so many steps."""
    checks.in_order(
        turns(kata, endless("fish"), endless("plants"), steps), ["fish", "plants", "fish", "plants", "fish"][:steps]
    )


def test_no_step_more(kata):
    """What has not been asked for is not done: the tasks can go on later where they were."""
    a, b = steps_of("a", 9), steps_of("b", 9)
    turns(kata, a, b, 3)
    checks.in_order([next(a, "the end of a"), next(b, "the end of b")], ["a2", "b1"])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1, 4, "a0 b0 b1 b2 b3"),
        (4, 1, "a0 b0 a1 a2 a3"),
        (0, 3, "b0 b1 b2"),
        (3, 0, "a0 a1 a2"),
        (0, 0, ""),
    ],
)
def test_unequal_lengths(kata, a, b, expected):
    """When one has ended, the other one has all the turns; when both have, it is over."""
    checks.in_order(turns(kata, steps_of("a", a), steps_of("b", b), 100), expected.split())


def test_it_goes_on_with_the_longer_one_up_to_the_number(kata):
    """Also then no more steps than asked for."""
    checks.in_order(turns(kata, steps_of("a", 1), steps_of("b", 9), 4), ["a0", "b0", "b1", "b2"])


def test_what_a_step_gives_is_only_passed_on(kata):
    """None, False and 0 are no sign that a task has ended."""
    gave = turns(kata, iter([None, 0, False]), iter([0, None, ""]), 6)
    checks.in_order(map(repr, gave), map(repr, [None, 0, 0, None, False, ""]))


def test_one_process_and_one_thread(kata):
    """Both tasks have the same pid, which is that of the caller, and run in the caller's thread."""

    def where():
        for _ in endless("it"):
            yield os.getpid(), threading.current_thread().name

    assert set(turns(kata, where(), where(), 4)) == {(os.getpid(), threading.current_thread().name)}
