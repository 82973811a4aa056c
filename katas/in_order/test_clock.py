import pytest

import checks


def say(word):
    """Return what says a word; it takes a moment."""

    def said():
        checks.pause()
        print(word)

    return said


def run(clock, *, tock_first=False):
    """Let two threads run a clock."""
    work = {"tick": lambda: clock.tick(say("tick")), "tock": lambda: clock.tock(say("tock"))}
    checks.together(**dict(sorted(work.items(), reverse=tock_first)))


@pytest.mark.parametrize("rounds", [0, 1, 2, 4])
@pytest.mark.parametrize("tock_first", [False, True], ids=["tick-first", "tock-first"])
def test_in_turn(kata, printed, rounds, tock_first):
    """Whichever thread is started first, tick comes first, and both come to an end."""
    run(kata.Clock(rounds), tock_first=tock_first)
    checks.in_order(printed.lines, ["tick", "tock"] * rounds)


@pytest.mark.explore(clock="any")
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    run(kata.Clock(2))
    checks.in_order(printed.lines, ["tick", "tock"] * 2)


def test_a_second_clock_begins_anew(kata, printed):
    """Nothing is left over from the first one."""
    run(kata.Clock(1))
    run(kata.Clock(2))
    checks.in_order(printed.lines, ["tick", "tock"] * 3)
