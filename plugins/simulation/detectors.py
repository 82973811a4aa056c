"""Detectors: what looks at each schedule and says what is wrong with it, or worth knowing.

A detector is an object with a name and three methods, each of which may be left as it is:

- `judge` is called after every schedule and returns a verdict. It must be quick: it has what the machine knows anyway.
- `tell` writes the sentences about a schedule that `judge` found wrong, once its events are known.
- `examine` is called with the events of a few schedules and returns findings: notes, or verdicts of their own.

The detectors that are always there (`judges.py`, `lock_order.py`, `starvation.py`, `polling.py`) are made by the same
rules. Calls stand at the boundary of a run, never inside: a call for each event would cost more than the event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.simulation import result as words
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.causes import Scene
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.recorder import Event
    from plugins.simulation.story import Story

#: Schedules of one exploration whose events are noted for `Detector.examine`: the first ones.
LOOKS: Final = 4
#: Events noted in all of them together; a schedule that goes beyond is not examined.
EVENTS: Final = 20_000


@dataclass
class Finding:
    """What a detector found in the events of a schedule.

    :ivar text: one sentence, or a few, with names and lines.
    :ivar verdict: one of `result.VERDICTS`, which then is the schedule's; "" for a note, which fails nothing.
    :ivar because: the facts, a sentence each; shown with a verdict only.
    :ivar rule: what to think about; shown with a verdict only.
    :ivar event: the event to look at.
    """

    text: str
    verdict: str = ""
    because: list[str] = field(default_factory=list)
    rule: str = ""
    event: Event | None = None

    def __post_init__(self) -> None:
        if self.verdict and self.verdict not in words.VERDICTS:
            msg = (
                f"a Finding has the verdict {self.verdict!r}: give one of {', '.join(words.VERDICTS)}, or '' for a note"
            )
            raise ValueError(msg)


@dataclass
class Seen:
    """One schedule with its events.

    :ivar run: its outcome.
    :ivar events: what happened, in order.
    :ivar waiting: the threads that had not ended.
    """

    explorer: Explorer
    run: Run
    events: Sequence[Event]
    waiting: Sequence[Waiting]


class Detector:
    """What is asked of a detector; one that somebody adds inherits from it and replaces what it needs."""

    #: What the detector is called.
    name = "detector"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return the verdict of a schedule that has just been run.

        :return: one of `result.VERDICTS`, or "" if nothing is wrong; where several detectors find something, the one
            with the first verdict by `result.PRECEDENCE` tells the story.
        """
        del run, explorer
        return ""

    def tell(self, story: Story, scene: Scene) -> Event | None:
        """Write headline, facts and rule of a schedule that `judge` found wrong.

        :return: the event that the reader should look at, if it is one.
        """
        del scene
        story.headline = story.headline or _("{name} found something wrong.", name=self.name)
        return None

    def examine(self, seen: Seen) -> Iterable[Finding]:
        """Return what there is to say about a schedule, of which the events are known.

        Called with the first schedules of an exploration, and with the one that its report tells.
        """
        del seen
        return ()


def built_in() -> list[Detector]:
    """Return the detectors that are always there, new ones."""
    from plugins.simulation import judges
    from plugins.simulation.lock_order import LockOrder
    from plugins.simulation.polling import Polling
    from plugins.simulation.starvation import Starvation

    return [*judges.all_of_them(), LockOrder(), Starvation(), Polling()]


def precedence(verdict: str) -> int:
    """Return the place of *verdict* among those that fit one schedule, the first to be told as 0."""
    try:
        return words.PRECEDENCE.index(verdict)
    except ValueError:
        return len(words.PRECEDENCE)
