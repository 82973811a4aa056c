"""From the reports of a run to a light, and what is said of turns and lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.dojo.sessions import AMBER, GREEN, KEPT, RED, Run
from plugins.dojo.turns import in_minutes
from plugins.kata.packs import KATAS
from plugins.kata.runner import VERDICT
from plugins.simulation import result as words
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from plugins.dojo.sessions import Light
    from plugins.dojo.turns import Turn

#: What a terminal rings at.
BELL: Final = "\a"
#: A letter for each light, for the row.
LETTERS: Final = {GREEN: "G", RED: "R", AMBER: "A", KEPT: "-"}
#: Verdicts of a module that is not there or does not import.
_NOT_IMPORTED: Final = (words.SYNTAX_ERROR, words.MISSING)
#: Characters of reports that are kept of one run, and of one spec.
_MOST_TEXT: Final = 200_000
_MOST_OF_ONE: Final = 20_000


class Collected:
    """What the reports of one run say."""

    def __init__(self) -> None:
        self._passed = 0
        self._verdicts: list[str] = []
        self._pages: list[str] = []
        self._what: dict[str, None] = {}

    @property
    def is_a_run(self) -> bool:
        """Whether a spec of a kata was run."""
        return bool(self._what)

    def add(self, report: pytest.TestReport) -> None:
        """Note a report, if it tells what became of a spec."""
        if (report.when != "call" and report.passed) or report.skipped:
            return
        path, _separator, spec = report.nodeid.partition("::")
        parts = path.split("/")
        if len(parts) != 3 or parts[0] != KATAS:  # noqa: PLR2004 - katas/NAME/test_X.py
            return
        self._what[f"{parts[1]}/{parts[2].removeprefix('test_').removesuffix('.py')}"] = None
        if report.passed:
            self._passed += 1
            return
        said = next((str(value) for name, value in report.user_properties if name == VERDICT), words.EXCEPTION)
        self._verdicts.append(said)
        if sum(map(len, self._pages)) < _MOST_TEXT:
            self._pages.append(f"{path}::{spec}\n\n{report.longreprtext[:_MOST_OF_ONE].rstrip()}\n")

    def run(self, predicted: str) -> Run:
        """Return what the run came to."""
        colour = GREEN
        if self._verdicts:
            colour = AMBER if all(verdict in _NOT_IMPORTED for verdict in self._verdicts) else RED
        return Run(
            colour,
            verdict=self._verdicts[0] if self._verdicts else "",
            what=", ".join(self._what),
            predicted=predicted,
            passed=self._passed,
            failed=len(self._verdicts),
            report="\n".join(self._pages),
        )


def whose_turn(name: str, *, begun: bool, before: Turn | None, turn: Turn, now: float) -> list[str]:
    """Return the lines at the head of a run.

    :param before: the last turn before this run, None if there was none.
    """
    lines = [f"dojo {name}: " + _("a new session")] if begun else []
    if before is not None and before.number != turn.number:
        over = in_minutes(-before.left(now))
        if before.driver:
            text = _("the turn of {driver} has been over for {time}", driver=before.driver, time=over)
        else:
            text = _("the turn has been over for {time}", time=over)
        lines.append(f"{BELL}dojo {name}: {text}")
    return [*lines, f"dojo {name}: {in_words(turn, now)}"]


def in_words(turn: Turn, now: float) -> str:
    """Return whose turn it is and the time that is left."""
    left = in_minutes(turn.left(now))
    if turn.navigator:
        return _("turn {number}, {driver} drives, {navigator} navigates and is next, {left} left",
                 number=turn.number, driver=turn.driver, navigator=turn.navigator, left=left)  # fmt: skip
    if turn.driver:
        return _("turn {number}, {driver} drives, {left} left", number=turn.number, driver=turn.driver, left=left)
    return _("turn {number}, {left} left", number=turn.number, left=left)


def colour_in_words(colour: str) -> str:
    """Return the name of a light."""
    return {GREEN: _("green"), RED: _("red"), AMBER: _("amber"), KEPT: _("kept")}[colour]


def row(lights: Sequence[Light]) -> str:
    """Return the lights as letters: R R A G."""
    return " ".join(LETTERS[light.colour] for light in lights)


def light_line(name: str, light: Light, lights: Sequence[Light]) -> str:
    """Return what is said when a light has been kept."""
    colour = colour_in_words(light.colour)
    line = f"dojo {name}: " + _("light {number} is {colour}", number=light.number, colour=colour)
    if light.verdict:
        line += f" ({light.verdict})"
    line += f"   {row(lights[-20:])}"
    if light.foreseen is not None:
        line += "   " + (_("as you said") if light.foreseen else _("not as you said")) + " " + hits(lights)
    return line


def hits(lights: Sequence[Light]) -> str:
    """Return how often predictions were right: "(3 of 4)"; "" without any."""
    told = [light.foreseen for light in lights if light.foreseen is not None]
    return _("({right} of {all})", right=sum(told), all=len(told)) if told else ""
