"""The programs of `katas/break_it` are what its specs say: all but two can be broken, these two in no order at all."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

from checks import all_plays

if TYPE_CHECKING:
    from checks.by_hand import Play

DOORS: Any = importlib.import_module("katas.break_it.test_doors")
STANDSTILL: Any = importlib.import_module("katas.break_it.test_standstill")


def both_inside(played: Play) -> bool:
    """Whether one went in while the other one was there."""
    inside = 0
    for _, what in played.steps:
        inside += {"goes in": 1, "goes out": -1}.get(what, 0)
        if inside > 1:
            return True
    return False


def is_stuck(played: Play) -> bool:
    """Whether somebody did not come to his end."""
    return len(played.ended) < len(played.programs)


@pytest.mark.parametrize(
    ("make", "broken", "can_be"),
    [
        (lambda: DOORS.flags()[1], both_inside, True),
        (lambda: DOORS.polite_ones(wants_first=True)[1], both_inside, False),
        (lambda: DOORS.polite_ones(wants_first=False)[1], both_inside, True),
        (lambda: STANDSTILL.table(left_handed=False), is_stuck, True),
        (lambda: STANDSTILL.table(left_handed=True), is_stuck, False),
        (STANDSTILL.kitchen, is_stuck, True),
    ],
    ids=["flag", "after you", "after you exchanged", "round table", "one left-handed", "kettle"],
)
def test_what_can_be_broken(make: Any, broken: Any, can_be: bool) -> None:
    """Of all orders, at least one breaks it; or none does, and in each somebody comes to his end."""
    plays = list(all_plays(make))
    assert any(map(broken, plays)) is can_be
    assert can_be or all(not is_stuck(played) for played in plays)
