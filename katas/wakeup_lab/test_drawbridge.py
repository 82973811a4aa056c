"""What a `Drawbridge` has to do."""

import time

import pytest

import checks


def walker(bridge, spans, name):
    """Start somebody who crosses the bridge, and marks that."""

    def walk():
        bridge.cross()
        spans.point(name)

    return checks.begin(name, walk)


def test_who_comes_to_a_closed_bridge_waits(kata):
    """Until it opens."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    ann = walker(bridge, spans, "ann")
    time.sleep(1)
    spans.point("opens")
    bridge.open()
    ann.join()
    checks.in_order(spans.points, ["opens", "ann"])


def test_who_comes_to_an_open_bridge_crosses(kata):
    """One after the other, for as long as it is open; opening it once more changes nothing."""
    bridge = kata.Drawbridge()
    bridge.open()
    bridge.cross()
    bridge.open()
    bridge.cross()


def test_everybody_crosses_who_waits(kata):
    """Two of them, by one opening."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    walkers = [walker(bridge, spans, name) for name in ("ann", "bob")]
    time.sleep(1)
    bridge.open()
    for one in walkers:
        one.join()
    checks.each_came_once(spans.points, ["ann", "bob"])


def test_closed_again_at_once(kata):
    """Two wait. It opens, and closes before either of them has woken up; both cross."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    walkers = [walker(bridge, spans, name) for name in ("ann", "bob")]
    time.sleep(1)
    bridge.open()
    bridge.close()
    for one in walkers:
        one.join()
    checks.each_came_once(spans.points, ["ann", "bob"])


def test_who_comes_too_late_waits_for_the_next_time(kata):
    """It was open, and is closed. The opening was for those who were there."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    bridge.open()
    bridge.close()
    ann = walker(bridge, spans, "ann")
    time.sleep(1)
    spans.point("opens")
    bridge.open()
    ann.join()
    checks.in_order(spans.points, ["opens", "ann"])


def test_nobody_crosses_in_place_of_another(kata):
    """Ann waits, it opens and closes, then bob comes. Ann crosses, bob does not, whichever of them is quicker."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    ann = walker(bridge, spans, "ann")
    time.sleep(1)
    bridge.open()
    bridge.close()
    bob = walker(bridge, spans, "bob")
    time.sleep(1)
    spans.point("opens again")
    bridge.open()
    ann.join()
    bob.join()
    checks.in_order(spans.points, ["ann", "opens again", "bob"])


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Whoever wakes up for no reason in front of a closed bridge waits on."""
    bridge, spans = kata.Drawbridge(), checks.Spans()
    ann = walker(bridge, spans, "ann")
    spans.point("opens")
    bridge.open()
    ann.join()
    checks.in_order(spans.points, ["opens", "ann"])
