"""What a `Gate` has to do."""

import time

import pytest

import checks


def test_it_is_closed_at_first(kata):
    """Who only looks sees a closed gate."""
    assert kata.Gate().pass_through(timeout=0) is False


def test_who_comes_too_early_waits(kata):
    """A thread at the closed gate waits until it is opened, and is told that the way was free."""
    gate = kata.Gate()
    passed = []
    walker = checks.begin("walker", lambda: passed.append(gate.pass_through()))
    time.sleep(0.01)
    assert passed == [], "somebody passed a closed gate"
    gate.open()
    walker.join()
    assert passed == [True]


def test_everybody_passes_an_open_gate(kata):
    """Three threads, whether they come before or after the opening: all pass, not just the first."""
    gate = kata.Gate()
    passed = []

    walkers = [checks.begin(name, lambda: passed.append(gate.pass_through())) for name in ("ann", "bob", "eve")]
    gate.open()
    for walker in walkers:
        walker.join()
    assert passed == [True, True, True], "all three should have passed, and been told so"


def test_who_comes_after_the_opening_need_not_wait(kata):
    """An opening is not lost when nobody was there to see it."""
    gate = kata.Gate()
    gate.open()
    assert gate.pass_through() is True
    assert gate.pass_through(timeout=0) is True


def test_it_can_be_closed_again(kata):
    """After closing, people wait again; after opening, they pass again."""
    gate = kata.Gate()
    gate.open()
    gate.close()
    assert gate.pass_through(timeout=0) is False
    gate.open()
    assert gate.pass_through() is True


def test_closing_forgets_nobody_who_waits(kata):
    """Closing a closed gate changes nothing for the thread in front of it."""
    gate = kata.Gate()
    passed = []
    walker = checks.begin("walker", lambda: passed.append(gate.pass_through()))
    gate.close()
    gate.open()
    walker.join()
    assert passed == [True]


def test_who_waits_as_long_as_it_takes_passes_in_the_end(kata):
    """The gate is open for a moment only. Whoever has seen that passes; whoever has not waits for the next time."""
    gate = kata.Gate()
    passed = []
    walker = checks.begin("walker", lambda: passed.append(gate.pass_through()))
    gate.open()
    gate.close()
    gate.open()
    walker.join()
    assert passed == [True], "without a timeout, nobody comes back and has not passed"


def test_opening_and_closing_twice_is_allowed(kata):
    """An open gate can be opened, a closed one closed."""
    gate = kata.Gate()
    gate.close()
    gate.open()
    gate.open()
    assert gate.pass_through() is True
    gate.close()
    gate.close()
    assert gate.pass_through(timeout=0) is False


def test_patience_ends(kata):
    """Who waits some time at a closed gate is told that the way was not free."""
    assert kata.Gate().pass_through(timeout=0.01) is False


def test_who_has_patience_passes_when_it_opens(kata):
    """The gate opens long before the patience ends: the thread passes then, not at the end."""
    gate = kata.Gate()
    passed = []
    walker = checks.begin("walker", lambda: passed.append(gate.pass_through(timeout=60)))
    time.sleep(0.01)
    gate.open()
    time.sleep(1)
    assert passed == [True], "the gate was open, and somebody with patience still waited in front of it"
    walker.join()


@pytest.mark.parametrize("timeout", [None, 60])
def test_nobody_waits_for_the_clock(kata, timeout):
    """Who is told that the gate is open need not look from time to time."""
    gate = kata.Gate()
    walker = checks.begin("walker", lambda: gate.pass_through(timeout))
    time.sleep(0.0001)  # the walker has looked, and waits
    began = time.monotonic()
    gate.open()
    walker.join()
    checks.no_time_since(began)


@pytest.mark.explore(clock="any")
def test_patience_may_end_when_the_gate_opens(kata):
    """Both at the same time: either answer is right, and the gate is open afterwards."""
    gate = kata.Gate()
    told = []
    walker = checks.begin("walker", lambda: told.append(gate.pass_through(timeout=1)))
    time.sleep(1)
    gate.open()
    walker.join()
    assert told in ([True], [False])
    assert gate.pass_through(timeout=0) is True
