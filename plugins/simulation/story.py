"""The story of one schedule: plain data between the detectors, who know what happened, and the reports, who lay it out.

A story is read by somebody who is learning. It says first what is wrong in one sentence, then who waits for whom,
then shows the steps as lanes (a column a thread, a row an operation), then what came out and what was expected, and
ends with a thing to think about. It holds only strings, numbers, lists and dicts, so that it can travel between
processes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Step:
    """One row of the lanes.

    :ivar number: the row's number in its schedule, from 1; sentences refer to it.
    :ivar lane: index into `Story.threads`.
    :ivar text: what the operation did, in words ("reads num = 100").
    :ivar line: the line in the learner's file, or 0 where there is none.
    :ivar file: the file, as the learner knows it (relative where possible).
    :ivar source: that line's text, without its indentation.
    :ivar mark: this is where it went wrong.
    :ivar operation: the operation's number in its schedule, which tokens count by.
    :ivar repeat: how many rows were left out after this one; -1 if what is shown is repeated without end.
    """

    number: int
    lane: int
    text: str
    line: int = 0
    file: str = ""
    source: str = ""
    mark: bool = False
    repeat: int = 0
    operation: int = 0


@dataclass
class Story:
    """All that a report says of one failing schedule.

    :ivar verdict: one of `result.VERDICTS`.
    :ivar headline: what is wrong and by which rule, in one sentence of plain words.
    :ivar file: the learner's file that the story is about.
    :ivar because: the facts, a sentence each: who holds what, who waits for what, since which line.
    :ivar threads: the names of the lanes, the main thread first if it takes part.
    :ivar steps: the rows that matter, in order.
    :ivar skipped: how many rows before the first one shown were left out.
    :ivar expected: what the spec expects, or "".
    :ivar got: what came out, or "".
    :ivar traceback: the learner's own frames of an uncaught exception, innermost last, or "".
    :ivar printed: what the schedule printed.
    :ivar rounds: how often the program ran on real threads and what came out, a line each; empty if it did not.
    :ivar rule: one question or rule that points to the idea without giving the code.
    :ivar notes: further observations that are no failure by themselves.
    :ivar replay: the command that shows exactly this schedule again.
    :ivar switches: how often, in the schedule told, a thread went on that was not the one before.
    :ivar whole: all rows are shown, as somebody asked for.
    """

    verdict: str
    headline: str
    file: str = ""
    because: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    skipped: int = 0
    expected: str = ""
    got: str = ""
    traceback: str = ""
    printed: str = ""
    rounds: list[str] = field(default_factory=list)
    rule: str = ""
    notes: list[str] = field(default_factory=list)
    replay: str = ""
    switches: int = 0
    whole: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the story as plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Story:
        """Return the story that `as_dict` made *plain* of."""
        steps = [Step(**step) for step in plain["steps"]]
        return cls(**{**plain, "steps": steps})
