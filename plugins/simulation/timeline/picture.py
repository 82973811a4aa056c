"""A picture: one schedule of a program and, if it is small, the tree of its choices, as plain values.

The schedule is the one that the report is about: the failing one in its shortest form, the one of a token, or, where
nothing is wrong, the one with the fewest switches. It is run once more for the picture, with the recorder on, since
everything before did without.
"""

from __future__ import annotations

import linecache
import time as real_time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import causes, token
from plugins.simulation import result as words
from plugins.simulation.detectors import Seen
from plugins.simulation.learners import short_path
from plugins.simulation.looks import examine, recording
from plugins.simulation.recorder import KEEP
from plugins.simulation.rows import Rows
from plugins.simulation.story import Story
from plugins.simulation.timeline import STATES
from plugins.simulation.timeline.choices import grow
from plugins.simulation.timeline.moments import TEXT, Moment, moments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.machine import Chooser
    from plugins.simulation.recorder import Event

Picture = dict[str, Any]

#: Rows of a schedule that are drawn; of a longer one the beginning is left out.
MOST_ROWS: Final = 20_000
#: Wall seconds for a tree: a bound for machines that are slow or busy, which the number of operations is not.
SECONDS: Final = 20.0
#: Lines of a file that the page shows.
_MOST_LINES: Final = 5_000
#: Characters of a sentence.
_LONGEST_TEXT: Final = 2_000


#: Of the wall time that is left to a program, the part that a tree may take.
_SHARE: Final = 0.5


@dataclass(frozen=True)
class Drawing:
    """How a picture is wanted.

    :ivar states: of the tree of choices, at most; 0 for no tree.
    :ivar seconds: of wall time after which the tree grows no further, whatever its size.
    :ivar sign_of_life: called now and then, where somebody ends what shows none; None where nobody looks.
    """

    states: int = STATES
    seconds: float = SECONDS
    sign_of_life: Callable[[], object] | None = None

    def within(self, seconds: float | None, since: float) -> Drawing:
        """Return this for a program that is ended *seconds* after *since*, unless somebody hears of its life.

        :param since: a time of `time.perf_counter`.
        """
        if seconds is None or self.sign_of_life is not None:
            return self
        left = seconds - (real_time.perf_counter() - since)
        return replace(self, seconds=min(self.seconds, _SHARE * left))


def draw(
    explorer: Explorer,
    verdict: str,
    choose: Chooser,
    *,
    replay: str,
    name: str,
    command: Callable[[str], str],
    drawing: Drawing,
    merge: bool,
) -> Picture:
    """Return the picture of the schedule that *choose* makes.

    :param verdict: what it is known to come to.
    :param replay: the token that runs it again.
    :param name: the program's, which tokens are bound to.
    :param command: returns what a person types to run a token.
    :param merge: nothing but threads decides what the program does, so states of the tree that look alike are the same.
    """
    if drawing.sign_of_life is not None:
        drawing.sign_of_life()
    # Of one in which nothing is wrong no end matters; and a long program is not to be run ten times as long.
    with recording(explorer, most=KEEP if verdict == words.OK else None) as (recorder, autopsy):
        run = explorer.run_once(choose)
    files = Files()
    picture = picture_of(explorer, run, recorder.events, autopsy.waiting, files)
    picture |= {"token": replay, "command": command(replay), "cut": recorder.overflowed}
    if drawing.states and len(explorer.machine.threads) > 1:
        tree = grow(explorer, drawing, files, merge=merge)
        if tree is not None:
            picture["tree"] = tree | _of_tokens(name, command)
    picture["files"] = files.as_list()
    return picture


def picture_of(
    explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting], files: Files
) -> Picture:
    """Return the picture of a schedule that was run with the recorder on, without a tree.

    :param files: numbers the files that it speaks of; their texts are to be put into the picture when all is known.
    """
    examine(Seen(explorer, run, events, waiting))
    rows = Rows(events)
    story = Story(run.verdict, "")
    mark = (
        causes.explain(story, causes.Scene(explorer, run, events, waiting, rows)) if run.verdict != words.OK else None
    )
    marked = rows.number(mark)
    found = [moment for _, moment in moments_of(events, rows, files)]
    skipped, found = _last(found)
    return empty(run.verdict) | {
        "headline": story.headline,
        "because": [fact[:_LONGEST_TEXT] for fact in story.because],
        "rule": story.rule,
        "mark": marked - skipped - 1 if marked > skipped else -1,
        "skipped": skipped,
        "moments": found,
    }


def empty(verdict: str) -> Picture:
    """Return what stands for a run of which there is no schedule to draw."""
    return {
        "verdict": verdict,
        "headline": "",
        "because": [],
        "rule": "",
        "mark": -1,
        "skipped": 0,
        "moments": [],
        "files": [],
        "token": "",
        "command": "",
        "cut": False,
        "tree": None,
    }


def retold(picture: Picture, story: dict[str, Any] | None) -> Picture:
    """Return *picture* with what a report says besides, or instead.

    :param story: as plain values; None for a run with nothing to be told.
    """
    if story is None:
        return picture
    more = {name: story.get(name) or "" for name in ("expected", "got", "traceback")}
    more["notes"] = story.get("notes") or []
    if not picture["headline"] or story["verdict"] != picture["verdict"]:
        # The sentences about the drawn schedule count its own steps; without one there are only the report's.
        more |= {name: story.get(name) or picture[name] for name in ("verdict", "headline", "because", "rule")}
    if not picture["moments"]:
        more["command"] = story.get("replay") or ""
    return picture | more


class Files:
    """Numbers the files that moments speak of."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, file: str) -> int:
        """Return the number of *file*."""
        return self._numbers.setdefault(file, len(self._numbers))

    def as_list(self) -> list[list[Any]]:
        """Return the name that people know it by and the lines of each."""
        return [
            [short_path(file), [line.rstrip("\n") for line in linecache.getlines(file)[:_MOST_LINES]]]
            for file in self._numbers
        ]


def _last(moments: list[Moment]) -> tuple[int, list[Moment]]:
    """Return how many rows were left out, and the moments without them but with all that they changed."""
    count = sum(1 for moment in moments if moment[TEXT])
    if count <= MOST_ROWS:
        return 0, moments
    left = count - MOST_ROWS
    skipped = 0
    for place, moment in enumerate(moments):
        if moment[TEXT]:
            if skipped == left:
                return left, [*([*early[:TEXT], "", -1, 0, *early[4:]] for early in moments[:place]), *moments[place:]]
            skipped += 1
    raise AssertionError


def _of_tokens(name: str, command: Callable[[str], str]) -> dict[str, Any]:
    """Return what a page needs to make a replay token of a row of choices."""
    return {"head": token.make(name, ()), "digits": token.DIGITS, "command": command("{token}")}
