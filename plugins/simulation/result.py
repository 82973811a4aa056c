"""What a run answers: the verdicts, in one place, and `Result`, the record that every caller gets.

The words are the same in the terminal, in JUnit XML and in JSON; people and other programs rely on them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import _, ngettext

if TYPE_CHECKING:
    from plugins.simulation.story import Story
    from plugins.simulation.timeline.picture import Picture

OK: Final = "ok"
DEADLOCK: Final = "deadlock"
EXCEPTION: Final = "exception"
LOST_UPDATE: Final = "lost-update"
ASSERTION: Final = "assertion"
LIVELOCK: Final = "livelock"
LEFTOVER: Final = "leftover"
CRASH: Final = "crash"
OUT_OF_MEMORY: Final = "out-of-memory"
TIME_LIMIT: Final = "time-limit"
MISSING: Final = "missing"
SYNTAX_ERROR: Final = "syntax-error"
NOT_IMPLEMENTED: Final = "not-implemented"
UNSUPPORTED: Final = "unsupported"
INCONCLUSIVE: Final = "inconclusive"

#: Where several fit one schedule, the first of these is its verdict.
PRECEDENCE: Final = (
    UNSUPPORTED,
    OUT_OF_MEMORY,
    TIME_LIMIT,
    NOT_IMPLEMENTED,
    DEADLOCK,
    EXCEPTION,
    LOST_UPDATE,
    ASSERTION,
    LIVELOCK,
    LEFTOVER,
    INCONCLUSIVE,
)

VERDICTS: Final = (
    OK,
    DEADLOCK,
    EXCEPTION,
    LOST_UPDATE,
    ASSERTION,
    LIVELOCK,
    LEFTOVER,
    CRASH,
    OUT_OF_MEMORY,
    TIME_LIMIT,
    MISSING,
    SYNTAX_ERROR,
    NOT_IMPLEMENTED,
    UNSUPPORTED,
    INCONCLUSIVE,
)


@dataclass
class Result:
    """The answer to one exploration.

    :ivar verdict: one of `VERDICTS`.
    :ivar proved: every inequivalent schedule was run and nothing shared was out of sight.
    :ivar covers: what was run wholly, in words: "all schedules with at most 2 preemptions"; "" if nothing was.
    :ivar schedules: how many complete schedules were run.
    :ivar operations: visible operations, summed over these schedules.
    :ivar seconds: wall time from the first schedule to the verdict, shrinking left out.
    :ivar virtual_seconds: the clock of the simulated machine at the end of the reported schedule.
    :ivar replay: the token that runs the reported schedule again; None only for `ok`.
    :ivar explanation: the story as plain text.
    :ivar output: what the reported schedule printed.
    :ivar not_visible: what the rewriting could not make visible, a sentence each.
    :ivar notes: what detectors noticed that fails nothing, a sentence each: an order of locks, a thread that starves.
    :ivar redundant: schedules that a systematic strategy had to break off or found to be repetitions.
    :ivar story: the explanation with its parts, for a report that lays it out itself.
    :ivar picture: the schedule and its tree of choices for the page of `--timeline`; None unless it was asked for.
    :ivar exception: what the verdict `exception` or `assertion` is about; only in the process that ran it.
    """

    verdict: str
    proved: bool = False
    schedules: int = 0
    operations: int = 0
    seconds: float = 0.0
    virtual_seconds: float = 0.0
    replay: str | None = None
    explanation: str = ""
    output: str = ""
    not_visible: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    redundant: int = 0
    covers: str = ""
    story: Story | None = None
    picture: Picture | None = None
    exception: BaseException | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return self.verdict == OK

    def how_far(self) -> str:
        """Return, as a sentence without an end, what was run; for an answer that is `ok`."""
        count = self.schedules
        if self.proved:
            found = ngettext("the only interleaving holds", "all {count:,} interleavings hold", count, count=count)
        elif self.covers:
            found = _("{schedules} hold, {count:,} schedules in all", schedules=self.covers, count=count)
        else:
            found = ngettext(
                "{count:,} schedule, nothing wrong seen", "{count:,} schedules, nothing wrong seen", count, count=count
            )
        if not self.redundant:
            return found
        return _("{found} ({count:,} redundant)", found=found, count=self.redundant)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that `--json` prints, as plain values."""
        return {
            "verdict": self.verdict,
            "proved": self.proved,
            "schedules": self.schedules,
            "operations": self.operations,
            "seconds": self.seconds,
            "virtual_seconds": self.virtual_seconds,
            "replay": self.replay,
            "explanation": self.explanation,
            "output": self.output,
            "not_visible": list(self.not_visible),
            "notes": list(self.notes),
            "redundant": self.redundant,
            "covers": self.covers,
        }

    def as_json(self) -> str:
        """Return one line of JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False)
