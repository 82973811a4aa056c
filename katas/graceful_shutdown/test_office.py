"""What an `Office` has to do."""

import threading
import time

import pytest

import checks


class Desk:
    """What the clerks do: handle items, some of which take a while."""

    def __init__(self, spans=None):
        self.spans = spans or checks.Spans()
        self.handled = []
        self.may_end = threading.Event()

    def handle(self, item):
        """Handle an item; one that is called "long" until it may end."""
        with self.spans.inside(item):
            if item == "long":
                self.may_end.wait()
            else:
                checks.pause()
            self.handled.append(item)


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("clerks", [1, 2])
def test_everything_is_handled_before_they_go_home(kata, clerks):
    """What was accepted is done when `stop` returns, each item once, and the clerks are gone."""
    desk = Desk()
    office = kata.Office(desk.handle, clerks)
    for item in "abc":
        office.submit(item)
    assert office.stop() == []
    checks.each_came_once(desk.handled, "abc")


@pytest.mark.explore(all_joined=True)
def test_nothing_to_do(kata):
    """Clerks who wait for work go home as well."""
    assert kata.Office(checks.pause, 2).stop() == []


def test_two_clerks_work_at_the_same_time(kata):
    """Two items are in work together."""
    spans = checks.Spans()

    def handle(item):
        with spans.inside(item):
            spans.meet(2)

    office = kata.Office(handle, 2)
    office.submit("a")
    office.submit("b")
    office.stop()
    checks.overlaps(spans, "a", "b")


def test_any_item_is_an_item(kata):
    """None, 0 and the empty list are handled, and nobody goes home for that."""
    desk = Desk()
    office = kata.Office(desk.handle, 1)
    for item in (None, 0, [], "last"):
        office.submit(item)
    office.stop()
    checks.in_order(desk.handled, [None, 0, [], "last"])


@pytest.mark.explore(all_joined=True)
def test_what_waits_comes_back(kata):
    """Without draining, the item in work is finished; the others come back in order and are not handled."""
    desk = Desk()
    office = kata.Office(desk.handle, 1)
    office.submit("long")
    time.sleep(1)
    office.submit("b")
    office.submit("c")
    answers = []
    boss = checks.begin("boss", lambda: answers.append(office.stop(drain=False)))
    time.sleep(1)
    assert answers == [], "the clerk is still at work, and `stop` has returned"
    desk.may_end.set()
    boss.join()
    checks.in_order(answers, [["b", "c"]])
    checks.in_order(desk.handled, ["long"])
    assert office.stop(drain=False) == []


def test_a_closed_office_accepts_nothing(kata):
    """Whoever comes too late is told."""
    desk = Desk()
    office = kata.Office(desk.handle, 1)
    office.stop()
    checks.refuses(RuntimeError, lambda: office.submit("late"), "an item for a closed office")
    assert [office.stop(drain=False) for _ in range(2)] == [[], []]
    checks.in_order(desk.handled, [])


@pytest.mark.explore(all_joined=True)
def test_two_stop_it_at_the_same_time(kata):
    """Whoever of them comes second waits as well: for both, everything is over when `stop` returns."""
    desk = Desk()
    office = kata.Office(desk.handle, 1)
    office.submit("long")
    done = []

    def stop():
        office.stop()
        done.append(list(desk.handled))

    bosses = [checks.begin(name, stop) for name in ("boss", "other boss")]
    time.sleep(1)
    desk.may_end.set()
    for boss in bosses:
        boss.join()
    assert done == [["long"], ["long"]], "`stop` has returned, and a clerk was still at work"


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("clerks", [1, 2])
def test_a_clerk_may_stop_it(kata, clerks):
    """It does not wait for itself, and finishes its item; whoever else calls `stop` waits for all of them."""
    spans = checks.Spans()
    both_are_in = threading.Event()

    def handle(item):
        with spans.inside(item):
            if item == "stop it":
                both_are_in.wait()
                office.stop()
                spans.point("told them")

    office = kata.Office(handle, clerks)
    office.submit("stop it")
    office.submit("after it")
    both_are_in.set()
    assert office.stop() == []
    checks.everybody_left(spans, "stop it", "after it")
    assert spans.points == ["told them"]
    checks.refuses(RuntimeError, lambda: office.submit("late"), "an item for a closed office")


@pytest.mark.explore(all_joined=True)
def test_a_clerk_who_stops_it_waits_for_nobody(kata):
    """Another clerk is at work on something that ends only when this one has finished its item."""
    spans = checks.Spans()

    def handle(item):
        with spans.inside(item):
            if item == "long":
                spans.stay_until_left("stop it")
            else:
                office.stop()

    office = kata.Office(handle, 2)
    office.submit("long")
    office.submit("stop it")
    office.stop()
    checks.leaves_before(spans, "stop it", "long")


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("drain", [True, False], ids=["drained", "not drained"])
def test_accepted_or_refused_and_never_lost(kata, drain):
    """Somebody submits while somebody else stops: each item is handled, or returned, or was refused."""
    desk = Desk()
    office = kata.Office(desk.handle, 1)
    accepted, returned = [], []

    def submit():
        for item in ("a", "b"):
            try:
                office.submit(item)
            except RuntimeError:
                return
            accepted.append(item)

    checks.together(visitor=submit, boss=lambda: returned.extend(office.stop(drain=drain)))
    lost = [item for item in accepted if item not in desk.handled + returned]
    assert not lost, f"{lost[0]!r} was accepted, and neither handled nor returned: it is lost"
    checks.each_came_once(desk.handled + returned, accepted)
    assert not (drain and returned), f"{returned} came back, and should have been handled"
