import time
from itertools import permutations

import pytest

import checks

STEPS = ("knead", "bake", "eat")


def do(step):
    """Return what one step does: it takes a moment, and is printed at its end."""

    def act():
        checks.pause()
        print(step)

    return act


@pytest.mark.parametrize("coming", list(permutations(STEPS)), ids="-".join)
def test_in_order_whoever_comes_first(kata, printed, coming):
    """Three threads that are started in any order."""
    bread = kata.Bread()
    work = {step: lambda step=step: getattr(bread, step)(do(step)) for step in coming}
    checks.together(**work)
    checks.in_order(printed.lines, STEPS)


@pytest.mark.explore(clock="any")
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    bread = kata.Bread()
    checks.together(
        eat=lambda: bread.eat(do("eat")), bake=lambda: bread.bake(do("bake")), knead=lambda: bread.knead(do("knead"))
    )
    checks.in_order(printed.lines, STEPS)


def test_nobody_has_to_meet_anybody(kata, printed):
    """One thread can do all three, one after the other."""
    bread = kata.Bread()
    bread.knead(do("knead"))
    bread.bake(do("bake"))
    bread.eat(do("eat"))
    checks.in_order(printed.lines, STEPS)


def test_two_loaves_do_not_mix(kata, printed):
    """One loaf is kneaded; whoever wants to bake the other one has to wait."""
    one, other = kata.Bread(), kata.Bread()
    one.knead(do("knead one"))
    baker = checks.begin("baker", lambda: other.bake(do("bake the other")))
    time.sleep(0.1)
    checks.in_order(printed.lines, ["knead one"])
    other.knead(do("knead the other"))
    baker.join()
    checks.in_order(printed.lines, ["knead one", "knead the other", "bake the other"])
