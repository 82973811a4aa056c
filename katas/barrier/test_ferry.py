"""A ferry that leaves when it is full, and passengers who do not wait for ever."""

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def check_passengers(names, travelled, left_behind):
    """Assert that each passenger has either travelled or stayed behind, once."""
    checks.in_order(sorted([*travelled, *left_behind], key=repr), sorted(names))


def test_five_passengers_and_three_seats(kata):
    """Three of them cross. The other two do not fill a second ferry, and give up."""
    names = ["Ann", "Bob", "Cid", "Dan", "Eve"]
    travelled: list[str] = []
    left_behind = kata.cross(names, 3, 5, travelled.append)
    assert len(left_behind) == 2, f"two stay behind, and not {left_behind}"
    check_passengers(names, travelled, left_behind)


def test_the_ferry_goes_again(kata):
    """Four passengers and two seats: two trips, and nobody stays behind."""
    names = ["Ann", "Bob", "Cid", "Dan"]
    travelled: list[str] = []
    left_behind = kata.cross(names, 2, 5, travelled.append)
    assert left_behind == []
    check_passengers(names, travelled, left_behind)


def test_too_few(kata):
    """Two passengers do not fill three seats: nobody crosses, and nobody waits for ever."""
    travelled: list[str] = []
    left_behind = kata.cross(["Ann", "Bob"], 3, 5, travelled.append)
    assert travelled == []
    check_passengers(["Ann", "Bob"], travelled, left_behind)


def test_they_travel_together(kata):
    """Three seats: three travel at the same time."""
    spans = checks.Spans()

    def travel(name):
        with spans.inside(name):
            spans.meet(3)

    kata.cross(["Ann", "Bob", "Cid"], 3, 60, travel)
    checks.reaches_together(spans, 3)


def test_a_seat_for_each(kata):
    """A ferry with one seat waits for nobody."""
    travelled: list[str] = []
    assert kata.cross(["Ann", "Bob"], 1, 5, travelled.append) == []
    check_passengers(["Ann", "Bob"], travelled, [])


def test_nobody_comes(kata):
    """No passengers, no trip."""
    assert kata.cross([], 2, 5, str) == []


@pytest.mark.explore(clock="any", all_joined=True)
def test_it_never_leaves_half_full(kata):
    """Whenever the patience of somebody ends: those who travel are as many as there are seats, or none."""
    names = ["Ann", "Bob", "Cid"]
    travelled: list[str] = []
    left_behind = kata.cross(names, 2, 5, travelled.append)
    check_passengers(names, travelled, left_behind)
    assert len(travelled) in (0, 2), f"the ferry has two seats, and {travelled} crossed"
