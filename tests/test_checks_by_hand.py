"""Threads played by hand: each step is shown in its lane, and what cannot be played is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checks import PlayedLock, all_plays, everybody_ended, nobody_can_go_on, play, shown

if TYPE_CHECKING:
    from checks.by_hand import Program


def adding(number: list[int]) -> Program:
    """Add one, in two steps."""
    seen = number[0]
    yield f"reads {seen}"
    number[0] = seen + 1
    return f"writes {number[0]}"


def two_locks(me: str, first: PlayedLock, second: PlayedLock) -> Program:
    """Take two locks, one after the other."""
    yield from first.taken_by(me)
    yield from second.taken_by(me)
    yield second.given_back()
    return first.given_back()


def adders() -> dict[str, Program]:
    """Two that add to one number."""
    number = [0]
    return {"a": adding(number), "b": adding(number)}


def lovers() -> dict[str, Program]:
    """Two with two locks in opposite order."""
    knife, board = PlayedLock("knife"), PlayedLock("board")
    return {"ann": two_locks("ann", knife, board), "bob": two_locks("bob", board, knife)}


class TestPlay:
    """Somebody says who goes next."""

    def test_lanes(self) -> None:
        """A line for each step, a column for each thread."""
        played = play(adders(), ["a", "b", "b", "a"])
        everybody_ended(played)
        assert played.lanes().splitlines() == [
            "  step  a          b",
            "     1  reads 0",
            "     2             reads 0",
            "     3             writes 1",
            "     4  writes 1",
        ]

    @pytest.mark.parametrize(
        ("schedule", "message"),
        [
            (["c"], r"^place 1 of the schedule: there is no thread 'c'; there are a and b\n  step  a   b$"),
            (["a", "a", "a"], r"^place 3 of the schedule: a has ended already\n"),
        ],
    )
    def test_what_cannot_be_played(self, schedule: list[str], message: str) -> None:
        """It is said at which place, and what happened until then."""
        with pytest.raises(AssertionError, match=message):
            play(adders(), schedule)

    def test_who_waits_goes_on_when_it_is_free(self) -> None:
        """To find it taken is a step; to be asked again before it is free is none."""
        played = play(lovers(), ["ann", "ann", "bob", "ann", "bob", "ann", "bob", "bob", "bob"])
        everybody_ended(played)
        assert ("bob", "waits for board, which ann has") in played.steps
        with pytest.raises(AssertionError, match=r"^place 4 .* bob cannot go on: it waits for board, which ann has\n"):
            play(lovers(), ["ann", "ann", "bob", "bob"])

    def test_a_schedule_that_is_too_short(self) -> None:
        """It is said who is not at the end."""
        with pytest.raises(AssertionError, match=r"^the schedule ends, and a and b did not come to an end\n"):
            everybody_ended(play(adders(), ["a", "b"]))

    def test_shown(self) -> None:
        """What is so is accepted, what is not is shown."""
        played = play(adders(), ["a"])
        shown(played, happened=True, otherwise="never said")
        with pytest.raises(AssertionError, match=r"^the number is 0\n  step  a         b\n     1  reads 0$"):
            shown(played, happened=False, otherwise="the number is 0")


class TestStuck:
    """Nobody can go on, or somebody can."""

    def test_a_circle(self) -> None:
        """Each waits for what the other one has."""
        nobody_can_go_on(play(lovers(), ["ann", "bob", "ann", "bob"]))

    def test_nobody_has_asked_yet(self) -> None:
        """Who has not found out that he waits is asked."""
        nobody_can_go_on(play(lovers(), ["ann", "bob"]))

    def test_somebody_can(self) -> None:
        """It is said who."""
        with pytest.raises(AssertionError, match=r"^ann can still go on, so nobody is stuck yet\n"):
            nobody_can_go_on(play(lovers(), ["ann"]))

    def test_all_are_at_their_end(self) -> None:
        """That is no standstill."""
        with pytest.raises(AssertionError, match=r"^all came to their end, and nobody is stuck\n"):
            nobody_can_go_on(play(adders(), ["a", "a", "b", "b"]))


class TestAllPlays:
    """Every order, as far as anybody can go on."""

    def test_all_orders(self) -> None:
        """Two threads of two steps have six."""
        endings = [tuple(name for name, _ in played.steps) for played in all_plays(adders)]
        assert len(endings) == len(set(endings)) == 6

    def test_some_are_stuck(self) -> None:
        """Orders that end in a circle are among them, and orders that do not."""
        assert {len(played.ended) for played in all_plays(lovers)} == {0, 2}
