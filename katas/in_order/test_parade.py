from itertools import permutations

import pytest

import checks

WHO = ("drum", "left", "right")


def beat():
    """Beat the drum; it takes a moment."""
    checks.pause()
    print("drum")


def step(number):
    """Make a step; it takes a moment."""
    checks.pause()
    print(f"step {number}")


def run(parade, coming=WHO):
    """Let three threads hold a parade."""
    checks.together(**{who: lambda who=who: getattr(parade, who)(beat if who == "drum" else step) for who in coming})


def marched(steps):
    """Return what is to be heard."""
    return [sound for number in range(1, steps + 1) for sound in ("drum", f"step {number}")]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_drum_before_each_step(kata, printed, steps):
    """All steps in order, and everybody comes to an end."""
    run(kata.Parade(steps))
    checks.in_order(printed.lines, marched(steps))


@pytest.mark.parametrize("coming", list(permutations(WHO)), ids="-".join)
def test_whoever_comes_first(kata, printed, coming):
    """The order of the threads does not matter."""
    run(kata.Parade(2), coming)
    checks.in_order(printed.lines, marched(2))


def test_each_foot_makes_its_own_steps(kata, printed):
    """The odd ones are for the thread of the left foot, the even ones for that of the right foot."""
    run(kata.Parade(3))
    made = [(thread, line) for thread, line in printed.by_thread if line != "drum"]
    checks.in_order(made, [("left", "step 1"), ("right", "step 2"), ("left", "step 3")])


@pytest.mark.explore(clock="any")
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    run(kata.Parade(2))
    checks.in_order(printed.lines, marched(2))


@pytest.mark.explore(schedules=20)
def test_a_long_parade(kata, printed):
    """The long way is the short way many times over."""
    run(kata.Parade(15))
    checks.in_order(printed.lines, marched(15))
