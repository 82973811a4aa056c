"""What a failed assert expected and what it got, for the page that shows both.

Two sources. The words of `checks` say it in their message, in lines that begin with "expected" and "got". For a plain
`assert got == expected` pytest's own rewriting hands both sides to `pytest_assertrepr_compare`, while they are still
there; by the custom of the specs the left one is what came out. Both sides are cut around their first difference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.verdicts import with_story
from plugins.simulation import result as words
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.result import Result

#: The sides of the comparison that failed last, expected and got; None if it was none of equality.
COMPARED: Final = pytest.StashKey[tuple[str, str] | None]()

_SIDE: Final = re.compile(r"^ *(expected|got) {2,}(.*)$", re.MULTILINE)
#: How many things are shown before and after the first difference.
_BEFORE, _AFTER = 3, 5
_LONGEST: Final = 400


def note_comparison(config: pytest.Config, op: str, left: object, right: object) -> None:
    """Remember the two sides of a comparison that has failed."""
    if op in ("==", "is"):
        config.stash[COMPARED] = sides(left, right)
    else:
        config.stash[COMPARED] = None


def fill_in(result: Result, item: pytest.Item, *, scheduled: bool = True) -> Result:
    """Return *result* with what its failed assert expected and got, if that can be told.

    :param scheduled: it is the outcome of one schedule among others.
    """
    story = result.story
    if story is None or result.verdict != words.ASSERTION or story.expected or story.got:
        return result
    message = str(result.exception)
    said = getattr(result.exception, "sides", None) or dict(_SIDE.findall(message))
    compared = item.config.stash.get(COMPARED, None)
    if len(said) == 2:  # noqa: PLR2004 - both sides
        expected, got = said["expected"], said["got"]
    elif compared is not None and message.startswith("assert "):
        expected, got = compared
    else:
        return result
    headline = story.headline
    if headline.startswith("assert "):
        headline = _("the outcome is not what the spec expects.")
        if scheduled and story.steps:
            headline = _("in this schedule the outcome is not what the spec expects.")
    return with_story(result, replace(story, headline=headline, expected=expected, got=got))


def sides(got: object, expected: object) -> tuple[str, str]:
    """Return both sides of a comparison as text: expected, got."""
    if (isinstance(got, list) and isinstance(expected, list)) or (
        isinstance(got, tuple) and isinstance(expected, tuple)
    ):
        place = _first_difference(got, expected)
        return _around(expected, place), _around(got, place)
    return _shortened(repr(expected)), _shortened(repr(got))


def _first_difference(one: Sequence[object], other: Sequence[object]) -> int:
    nothing = object()
    both = enumerate(zip_longest(one, other, fillvalue=nothing))
    return next((place for place, (here, there) in both if here is nothing or there is nothing or here != there), 0)


def _around(things: Sequence[object], place: int) -> str:
    """Return the text of *things* near *place*."""
    start = max(0, place - _BEFORE)
    end = place + _AFTER
    shown = [_shortened(repr(thing)) for thing in things[start:end]]
    text = ", ".join([*(["..."] if start else []), *shown, *(["..."] if end < len(things) else [])])
    opening, closing = ("[", "]") if isinstance(things, list) else ("(", ")")
    return f"{opening}{text}{closing}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 2 :]}"
