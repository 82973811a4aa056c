"""The detectors that judge every schedule: by its exceptions, by how the machine ended, by what the race detector saw.

What they say about a schedule stands in `causes.py`, a function a verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.simulation import result as words
from plugins.simulation.detectors import Detector, precedence
from plugins.simulation.machine import ABORTED, EXHAUSTED, HORIZON, SPINNING, STUCK, Unsupported
from plugins.simulation.world import OutputLimitError

if TYPE_CHECKING:
    from plugins.simulation.causes import Scene
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.recorder import Event
    from plugins.simulation.story import Story


class _Judge(Detector):
    def tell(self, story: Story, scene: Scene) -> Event | None:
        """Write the sentences that `causes.py` has for the verdict."""
        from plugins.simulation import causes

        return causes.TELLERS[story.verdict](story, scene)


class Deadlock(_Judge):
    """Nobody can go on, and nothing is due: the machine knows at once."""

    name = "deadlock"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return `deadlock` if the machine was stuck."""
        del explorer
        return words.DEADLOCK if run.outcome == STUCK else ""


class Failures(_Judge):
    """Exceptions that ended a thread."""

    name = "exceptions"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return the first verdict, by precedence, of all exceptions."""
        del explorer
        if not run.failures:
            return ""
        return min((judge_error(failure.error) for failure in run.failures), key=precedence)


class Race(_Judge):
    """What the race detector, which watches the accesses while the program runs, has found."""

    name = "race"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return `lost-update` if an update was, or can be, lost."""
        del run
        return "" if explorer.race.found is None else words.LOST_UPDATE


class Livelock(_Judge):
    """The machine gave up on a program that runs on and gets nowhere."""

    name = "livelock"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return `livelock` if the machine gave up."""
        del explorer
        return words.LIVELOCK if run.outcome == SPINNING else ""


class Leftover(_Judge):
    """Threads that are there when the body returns, where none may be."""

    name = "leftover"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return `leftover` if some are."""
        del explorer
        return words.LEFTOVER if run.left_over else ""


class Bounds(_Judge):
    """A bound was reached, so that nobody knows what would have come."""

    name = "bounds"

    def judge(self, run: Run, explorer: Explorer) -> str:
        """Return `inconclusive` if one was."""
        del explorer
        return words.INCONCLUSIVE if run.outcome in (HORIZON, EXHAUSTED, ABORTED) else ""


def all_of_them() -> list[Detector]:
    """Return one of each."""
    return [Deadlock(), Failures(), Race(), Livelock(), Leftover(), Bounds()]


def judge_error(error: BaseException) -> str:
    """Return the verdict for an exception that ended a thread."""
    if isinstance(error, Unsupported):
        return words.UNSUPPORTED
    if isinstance(error, MemoryError):
        return words.OUT_OF_MEMORY
    if isinstance(error, NotImplementedError):
        return words.NOT_IMPLEMENTED
    if isinstance(error, AssertionError):
        return words.ASSERTION
    if isinstance(error, OutputLimitError):
        return words.TIME_LIMIT
    return words.EXCEPTION
