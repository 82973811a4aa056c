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

#: What pytest says where `raises` waited in vain, and the exceptions that it names.
_NOT_RAISED: Final = re.compile(r"^DID NOT RAISE (?:any of )?(.+)$")
#: A comparison in which None came out, in pytest's words.
_NONE_CAME: Final = re.compile(r"^assert None == (?!None$)", re.MULTILINE)
#: Lines below the sentence of a failed assert that repeat what the page shows, or lead a reader nowhere.
_WHERE: Final = re.compile(r"\n *\+ +where .*")
_MORE: Final = re.compile(r"\n *Use -v to get more diff$", re.MULTILINE)
_SIDE: Final = re.compile(r"^ *(expected|got) {2,}(.*)$", re.MULTILINE)
#: How many things are shown before and after the first difference.
_BEFORE, _AFTER = 3, 5
_LONGEST: Final = 400
#: So many sides has a comparison.
_BOTH: Final = 2


def note_comparison(config: pytest.Config, op: str, left: object, right: object) -> None:
    """Remember the two sides of a comparison that has failed."""
    config.stash[COMPARED] = None
    if op == "==" or (op == "is" and repr(left) != repr(right)):
        config.stash[COMPARED] = sides(left, right)


def fill_in(result: Result, item: pytest.Item, *, scheduled: bool = True) -> Result:
    """Return *result* with what its failed assert expected and got, if that can be told.

    :param scheduled: it is the outcome of one schedule among others, if it has more than one thread.
    """
    story = result.story
    if story is None or result.verdict != words.ASSERTION or story.expected or story.got:
        return result
    message = str(result.exception)
    if not_raised := _NOT_RAISED.match(message):
        headline = _("{error} was to be raised here, and no exception came.", error=not_raised[1])
        return with_story(result, replace(story, headline=headline))
    rule = story.rule
    if _NONE_CAME.search(message) and not rule:
        rule = _("None came out. Which line of the function returns it, or does it end without a `return`?")
    said = getattr(result.exception, "sides", None) or dict(_SIDE.findall(message))
    compared = item.config.stash.get(COMPARED, None) if message.startswith("assert ") else None
    shorter = _shortened_traceback(story.traceback, message, told=compared is not None or len(said) == _BOTH)
    story = replace(story, rule=rule, traceback=shorter)
    if len(said) == _BOTH:
        expected, got = said["expected"], said["got"]
    elif compared is not None:
        expected, got = compared
    else:
        return with_story(result, story)
    headline = story.headline
    if headline.startswith("assert "):
        headline = _("the outcome is not what the spec expects.")
        if scheduled and story.switches > 0:
            headline = _("in this schedule the outcome is not what the spec expects.")
    return with_story(result, replace(story, headline=headline, expected=expected, got=got))


def _shortened_traceback(traceback: str, message: str, *, told: bool) -> str:
    """Return *traceback* without the lines that say nothing more.

    :param message: that of its exception.
    :param told: what was expected and what came is shown elsewhere; the first line of the message is enough.
    """
    place = traceback.rfind("\nAssertionError: ") + 1
    if told and place:
        return traceback[:place] + traceback[place:].split("\n", 1)[0]
    if not message.startswith("assert "):
        # The spec has its own sentence for it, which tells more than where its values came from.
        traceback = _WHERE.sub("", traceback)
    return _MORE.sub("", traceback)


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
