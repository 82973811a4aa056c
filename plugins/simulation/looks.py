"""Looks: schedules that are run with the recorder on, so that detectors can examine their events.

The first few schedules of an exploration are looked at while they are run, and no more: nothing is run twice for it,
which a script with side effects would notice, and the search that follows pays nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from plugins.simulation import result as words
from plugins.simulation.autopsy import Autopsy
from plugins.simulation.detectors import EVENTS, LOOKS, Detector, Finding, Seen, precedence
from plugins.simulation.recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plugins.simulation.causes import Scene
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.machine import Chooser
    from plugins.simulation.recorder import Event
    from plugins.simulation.story import Story


@contextmanager
def recording(explorer: Explorer, *, most: int | None = None) -> Iterator[tuple[Recorder, Autopsy]]:
    """Let the run in the block be recorded, and its end looked at.

    :param most: events after which the recorder takes itself off; None for any number.
    """
    recorder = Recorder(explorer.world, most=most)
    autopsy = Autopsy(explorer.world)
    machine = explorer.machine
    machine.recorder = recorder
    machine.autopsy = autopsy.look
    try:
        with recorder.watching(explorer.world.library.threading):
            yield recorder, autopsy
        recorder.finish()
    finally:
        machine.recorder = None
        machine.autopsy = None


class Looks:
    """Runs the first schedules of an exploration with the recorder on.

    :ivar notes: what the detectors found that fails nothing, a sentence each.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.notes: list[str] = []
        self._explorer = explorer
        self._left = LOOKS if explorer.examiners else 0
        self._events = EVENTS

    def run_once(self, choose: Chooser) -> Run:
        """Run a schedule; look at it if it is one of the first."""
        if not self._left:
            return self._explorer.run_once(choose)
        self._left -= 1
        with recording(self._explorer, most=self._events) as (recorder, autopsy):
            run = self._explorer.run_once(choose)
        self._events -= len(recorder.events)
        if recorder.overflowed or self._events <= 0 or not self._explorer.machine.spawned:
            # Of a program without threads, or with very many operations, there is no more to be seen.
            self._left = 0
        if not recorder.overflowed:
            for note in examine(Seen(self._explorer, run, recorder.events, autopsy.waiting)):
                if note not in self.notes:
                    self.notes.append(note)
        return run


def examine(seen: Seen) -> list[str]:
    """Let the detectors examine a schedule; return their notes.

    A finding with a verdict becomes that of the schedule, if it is told before the one that it has.
    """
    notes: list[str] = []
    for detector in seen.explorer.examiners:
        for finding in detector.examine(seen):
            if not finding.verdict:
                notes.append(finding.text)
            elif seen.run.verdict == words.OK or precedence(finding.verdict) < precedence(seen.run.verdict):
                seen.run.verdict = finding.verdict
                seen.run.detector = Examined(detector, finding)
    return notes


class Examined(Detector):
    """Tells a finding that was made in the events of a schedule."""

    def __init__(self, detector: Detector, finding: Finding) -> None:
        self.name = detector.name
        self.finding = finding

    def tell(self, story: Story, scene: Scene) -> Event | None:
        """Write what the finding says."""
        del scene
        story.headline, story.rule = self.finding.text, self.finding.rule
        story.because = list(self.finding.because)
        return self.finding.event
