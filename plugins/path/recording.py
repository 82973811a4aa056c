"""The recorder of a session: keeps what became of each spec, and says at the end what to do next.

Nothing here decides what a session returns: a progress that cannot be kept is told of in one line.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.packs import KATAS
from plugins.kata.runner import VERDICT
from plugins.simulation import result as words
from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from plugins.path.learner import Learner
    from plugins.path.progress import Progress
    from plugins.path.state import State
    from plugins.path.where import Place

#: Exercises that the end of a session speaks of one by one.
_MOST_TOLD: Final = 3


class Recording:
    """The hooks of a session on the learner's own files."""

    def __init__(self, config: pytest.Config) -> None:
        from plugins.path.learner import Learner

        self._learner: Learner = Learner(config)
        self._machine_is_real = getattr(config.option, "hammer", None) is not None
        self._progress: Progress | None = None
        self._refused = ""
        #: How far each exercise was before its first spec was run.
        self._before: dict[tuple[str, str], State] = {}
        self._run: dict[tuple[str, str], bool] = {}

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what became of a spec: the call, or what kept it from being called."""
        if report.when != "call" and report.passed:
            return
        path, _separator, spec = report.nodeid.partition("::")
        parts = path.split("/")
        if len(parts) != 3 or parts[0] != KATAS or not parts[2].startswith("test_"):  # noqa: PLR2004 - katas/NAME/test_X.py
            return
        kata, exercise = parts[1], parts[2].removeprefix("test_").removesuffix(".py")
        self._run[kata, exercise] = self._run.get((kata, exercise), True) and not report.failed
        self._keep(kata, exercise, spec, report)

    def _keep(self, kata: str, exercise: str, spec: str, report: pytest.TestReport) -> None:
        from plugins.kata.store import StoreError
        from plugins.path.progress import REAL_THREADS, SIMULATED, SKIPPED, SpecResult

        if self._refused:
            return
        verdict = next((str(value) for name, value in report.user_properties if name == VERDICT), words.OK)
        if report.skipped:
            verdict = SKIPPED
        elif report.failed and verdict == words.OK:
            verdict = words.EXCEPTION
        machine = REAL_THREADS if self._machine_is_real else SIMULATED
        try:
            if self._progress is None:
                self._progress = self._learner.progress()
            if (kata, exercise) not in self._before:
                self._before[kata, exercise] = self._learner.state(self._progress, kata, exercise)
            self._progress.record(SpecResult(kata, exercise, spec, machine, verdict, time.time()))
        except StoreError as error:
            self._refused = str(error)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Say quietly, below all reports, what there is to do next; close the file."""
        progress, self._progress = self._progress, None
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None and self._refused:
            terminal.write_line(f"katas: {self._refused}", yellow=True)
        if progress is not None:
            if terminal is not None:
                for line in self._lines(progress):
                    terminal.write_line(line, light=True)
            progress.close()

    def _lines(self, progress: Progress) -> list[str]:
        from plugins.kata.store import StoreError

        try:
            now = {exercise: self._learner.state(progress, *exercise) for exercise in self._run}
        except StoreError as error:
            return [f"katas: {error}"]
        lines: list[str] = []
        green = {one for one, state in now.items() if self._run[one] and state.is_green and not self._was_green(one)}
        # Where everything is takes as long to find out as a spec to run: it is asked only for a good reason.
        for place in self._learner.places() if green else ():
            if (place.kata, place.exercise) in green and len(lines) < _MOST_TOLD:
                lines += self._after_green(place)
        failed = {kata for (kata, _exercise), passed in self._run.items() if not passed}
        if failed:
            what = f"{KATAS}/{failed.pop()}" if len(failed) == 1 else KATAS
            lines.append(_("stuck?  {command} --hint", command=f"{self._learner.called} {what}"))
        return lines

    def _was_green(self, exercise: tuple[str, str]) -> bool:
        state = self._before.get(exercise)
        return state is not None and state.is_green

    def _after_green(self, place: Place) -> list[str]:
        from plugins.kata.catalogue import text_in
        from plugins.path.hints import HintsError, read

        lines = [_("now green: {exercise}", exercise=str(place))]
        try:
            known = read(place.hints).get(place.exercise)
        except HintsError as error:
            return [*lines, f"  {error}"]
        if known is not None and (notice := text_in(known.notice, current())):
            lines.append(f"  {notice}")
        path = f"{KATAS}/{place.kata}/{place.own.name}"
        lines.append(_("  yours beside the reference:  {command} --compare", command=f"{self._learner.called} {path}"))
        return lines
