"""Tokens: short, printable, and refused with a reason where they do not fit."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.simulation import token

STEPS = st.lists(st.integers(1, 50_000), max_size=10, unique=True).map(sorted)
DEVIATIONS = STEPS.flatmap(lambda steps: st.tuples(*(st.tuples(st.just(step), st.integers(0, 100)) for step in steps)))


@settings(deadline=None)
@given(DEVIATIONS)
def test_round_trip(deviations: tuple[tuple[int, int], ...]) -> None:
    """Whatever a schedule is, its token means exactly that."""
    text = token.make("a spec", deviations)
    assert token.parse_for(text, "a spec").deviations == deviations


def test_a_shrunk_schedule_is_short() -> None:
    """Three switches make a dozen characters."""
    text = token.make("a spec", [(4, 2), (9, 1), (30, 2)])
    assert re.fullmatch(r"3?\d+\.[0-9A-Za-z]{4}-[0-9A-Za-z_]{6}", text)


def test_a_sampled_schedule() -> None:
    """A schedule that could not be shrunk is named by strategy, seed and number."""
    text = token.make_sampled("a spec", "random", 7, (123,))
    assert token.parse_for(text, "a spec").sampled == ("random", 7, 123)


def test_a_sampled_schedule_of_a_length() -> None:
    """Where a strategy has learnt something before, that stands in the token too."""
    text = token.make_sampled("a spec", "pct", -7, (123, 40))
    assert text.endswith("~pct-7.123.40")
    assert token.parse_for(text, "a spec").sampled == ("pct", -7, 123, 40)


@pytest.mark.parametrize("text", ["", "abc", "11.abcd", "11.abcd-!!", "x.abcd-12"])
def test_no_token(text: str) -> None:
    """What is no token is told so, with one that is."""
    with pytest.raises(token.TokenError, match=rf"^{re.escape(repr(text))} is no replay token: one looks like '.*'"):
        token.parse(text)


def test_a_damaged_token() -> None:
    """Half a token is told apart from a whole one."""
    with pytest.raises(token.TokenError, match=r"^'\d+\.abcd-1' is a damaged replay token: copy it again"):
        token.parse(f"{sys.version_info.minor}.abcd-1")


def test_another_python() -> None:
    """Operations may differ between versions, so a token says where it was made."""
    text = str(token.Token(9, token.program_mark("a spec"), ()))
    with pytest.raises(token.TokenError, match=r"was made on Python 3\.9, this is Python 3\.\d+: replay it there"):
        token.parse_for(text, "a spec")


def test_another_program() -> None:
    """A token of one spec is no token of another."""
    with pytest.raises(token.TokenError, match=r"belongs to another program than 'b'"):
        token.parse_for(token.make("a", []), "b")
