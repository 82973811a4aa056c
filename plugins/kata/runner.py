"""The parent's side: gives each spec to a child and turns what comes back, or does not, into reports.

A child serves the specs of one file. If it dies, the spec that it was at fails with a verdict of its own, and the rest
of the file gets a new child. A process with threads of its own (a worker of xdist) must not be copied, so it starts one
prepared process without threads, which does all this in its place and hands the reports over.

Rejected: running all of a file at once and distributing the reports, since xdist decides from spec to spec what comes
next; a child for each spec, which would set up the fixtures of a module again and again.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest

from plugins.kata import serving, verdicts
from plugins.kata.simulated import prepare
from plugins.kata.stash import DEADLINE, EXERCISE, TOLD, time_limit
from plugins.progress import carrying
from plugins.simulation.child import CAN_FORK, Child, Fresh, Limits, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from plugins.simulation.child import Channel
    from plugins.simulation.result import Result

#: The verdict's name, as a property of a report.
VERDICT: Final = "verdict"

#: Bytes that a spec may take: more than any kata needs, and eaten up in a second.
_MEMORY: Final = 1 << 30

#: Seconds that a process may take before it begins with its first spec.
_START: Final = 120.0

Phase = Literal["setup", "call", "teardown"]
_SETUP: Final = "setup"
_CALL: Final = "call"
_TEARDOWN: Final = "teardown"
_PHASES: Final[tuple[Phase, ...]] = (_SETUP, _CALL, _TEARDOWN)

_TEMPORARY_FOLDERS: Final = {"tmp_path_factory", "tmp_path", "tmpdir_factory", "tmpdir"}


def has_threads() -> bool:
    """Whether this process has more than one thread; those that `threading` does not know are counted too."""
    return len(sys._current_frames()) > 1  # noqa: SLF001 - `threading` knows only the threads that it started


class Runner:
    """Runs the specs of a session in children, one child at a time.

    :param session: the session that the items belong to.
    :param emit: what becomes of a report.
    """

    def __init__(self, session: pytest.Session, emit: Callable[[pytest.Item, pytest.TestReport], object]) -> None:
        self._session = session
        self._config = session.config
        self._emit = emit
        self._child: Child | None = None
        self._serving: tuple[Path, Path] | None = None
        self._items: dict[tuple[Path, Path], dict[str, pytest.Item]] = {}
        self._grouped: list[pytest.Item] | None = None

    def run(self, item: pytest.Item, following: pytest.Item | None) -> None:
        """Run *item* and emit its reports.

        :param following: the item that comes next, if it is known.
        """
        same_child = following is not None and _group(following) == _group(item)
        try:
            if self._child is None or not self._serves(item):
                self.close()
                self._child = self._start(item)
                self._serving = _group(item)
            self._child.send(
                {
                    serving.RUN: item.nodeid,
                    serving.NEXT: following.nodeid if following and same_child else None,
                    serving.FILE: str(item.path),
                    serving.LEFT: item.stash[DEADLINE] - time.monotonic() if DEADLINE in item.stash else None,
                }
            )
            self._follow(item, self._child)
        except BaseException:
            if self._child is not None:
                self._child.close()
            raise
        if not same_child and not self._keeps_child():
            self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child, self._serving = self._child, None, None
        if child is not None:
            child.finish()

    def _keeps_child(self) -> bool:
        return False

    def _serves(self, item: pytest.Item) -> bool:
        """Whether the running child is for *item*, too."""
        return self._serving == _group(item)

    def _together(self, item: pytest.Item) -> dict[str, pytest.Item]:
        """Return the items that run in one child with *item*, by node id."""
        if self._grouped is not self._session.items:
            self._grouped, self._items = self._session.items, {}
            for other in self._session.items:
                if (group := _group(other)) is not None:
                    self._items.setdefault(group, {})[other.nodeid] = other
        group = _group(item)
        return {**(self._items.get(group, {}) if group else {}), item.nodeid: item}

    def _start(self, item: pytest.Item) -> Child:
        """Start the child for the file of *item*."""
        prepare()
        items = self._together(item)
        if any(_TEMPORARY_FOLDERS & set(getattr(other, "fixturenames", ())) for other in items.values()):
            # Made by the parent, who also removes it: a child ends without its exit functions.
            self._config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined] # noqa: SLF001 - set by pytest

        def task(channel: Channel) -> None:
            serving.serve(channel, self._session, lambda nodeid, _: items[nodeid])

        return Child(task, self._limits_of_start(item))

    def _limits(self, item: pytest.Item) -> Limits:
        return Limits(seconds=time_limit(item), memory=_MEMORY)

    def _limits_of_start(self, item: pytest.Item) -> Limits:
        limits = self._limits(item)
        return limits if limits.seconds is None else replace(limits, seconds=max(limits.seconds, _START))

    def _new_output(self, child: Child, written: int) -> str:
        return child.new_output(written)

    def _follow(self, item: pytest.Item, child: Child) -> None:
        """Emit what *child* reports about *item*, up to its end or the child's."""
        phases: list[str] = []
        started = time.time()
        while True:
            answer = child.receive()
            if isinstance(answer, Outcome):
                limit = child.limits.seconds
                self.close()
                self._report_death(item, answer, phases, started, limit)
                return
            if serving.REPORT in answer:
                report = serving.report_from(answer[serving.REPORT], self._config)
                if output := self._new_output(child, answer[serving.WRITTEN]):
                    report.sections.append((f"Captured output {report.when}", output))
                phases += [report.when] if report.passed or report.when != _SETUP else [_SETUP, _CALL]
                self._emit(item, report)
            elif serving.WARNING in answer:
                self._config.hook.pytest_warning_recorded.call_historic(
                    kwargs=serving.warning_from(answer[serving.WARNING])
                )
            elif serving.FAR in answer:
                carrying.told(self._config, item.nodeid, answer[serving.FAR])
            elif serving.EXIT in answer:
                message, returncode = answer[serving.EXIT]
                pytest.exit(message, returncode)
            elif serving.ALIVE in answer:
                limits, patience = self._limits(item), answer[serving.ALIVE]
                if patience is not True and limits.seconds is not None:
                    limits = replace(limits, seconds=max(limits.seconds, patience))
                child.limits = limits
            else:
                return

    def _report_death(
        self, item: pytest.Item, outcome: Outcome, phases: list[str], started: float, limit: float | None
    ) -> None:
        """Emit what is missing of the reports on *item*, whose process has ended."""
        result = verdicts.of_outcome(outcome, item.stash[EXERCISE], limit or time_limit(item))
        item.user_properties.append((VERDICT, result.verdict))
        failed_in = _CALL if _CALL not in phases else _TEARDOWN
        for phase in _PHASES:
            if phase in phases:
                continue
            if phase == failed_in:
                self._emit(item, failed_report(item, result, when=phase, start=started, stop=time.time()))
            else:
                self._emit(item, report_of(item, phase, "passed", None, stop=time.time()))


class PreparedRunner(Runner):
    """Runs specs through one prepared process without threads, for as long as the session lasts."""

    def _keeps_child(self) -> bool:
        return CAN_FORK

    def _serves(self, item: pytest.Item) -> bool:
        return CAN_FORK or super()._serves(item)

    def _start(self, item: pytest.Item) -> Child:
        config = self._config
        told: dict[str, Any] = config.stash.get(TOLD, {})
        arguments = {
            "arguments": [str(argument) for argument in config.invocation_params.args],
            "temporary": str(config._tmp_path_factory.getbasetemp() / "katas"),  # type: ignore[attr-defined] # noqa: SLF001 - set by pytest
            "worker": told | dict(getattr(config, "workerinput", {}) or {}),
        }
        return Child(Fresh("plugins.kata.prepared:serve", arguments), self._limits_of_start(item))

    def _new_output(self, child: Child, written: int) -> str:
        # The prepared process's own is pytest's; its children's came with their reports.
        return "" if CAN_FORK else super()._new_output(child, written)

    def _limits(self, item: pytest.Item) -> Limits:
        # What can fork supervises its own children; what cannot runs the specs itself.
        limits = super()._limits(item)
        return replace(limits, seconds=None, memory=None, output=None) if CAN_FORK else limits


def _group(item: pytest.Item) -> tuple[Path, Path] | None:
    """Return what the specs of one child have in common: their file, and the file that they judge."""
    exercise = item.stash.get(EXERCISE, None)
    return None if exercise is None else (item.path, exercise.file)


def failed_report(
    item: pytest.Item,
    result: Result,
    *,
    when: Phase,
    start: float,
    stop: float,
    sections: Sequence[tuple[str, str]] = (),
) -> pytest.TestReport:
    """Return a report that says what *result* says: as text, and as plain values for those who lay it out themselves.

    :param start: when the phase began, in seconds since the epoch.
    """
    text = serving.sendable(result.explanation)
    report = report_of(item, when, "failed", text, start=start, stop=stop, sections=sections)
    if result.story is not None:
        report.kata_story = serving.sendable(result.story.as_dict())  # type: ignore[attr-defined] # extra values travel with a report
    return report


def passed_report(item: pytest.Item, when: Phase, *, stop: float) -> pytest.TestReport:
    """Return a report that says nothing but that a phase is over."""
    return report_of(item, when, "passed", None, stop=stop)


def report_of(
    item: pytest.Item,
    when: Phase,
    outcome: Literal["passed", "failed"],
    text: str | None,
    *,
    stop: float,
    start: float | None = None,
    sections: Sequence[tuple[str, str]] = (),
) -> pytest.TestReport:
    """Return the report of one phase of *item*, without a traceback of pytest's.

    :param text: what it says, or None.
    :param stop: when the phase ended, in seconds since the epoch.
    :param start: when it began; None if it took no time.
    """
    return pytest.TestReport(
        nodeid=item.nodeid,
        location=item.location,
        keywords=dict.fromkeys(item.keywords, 1),
        outcome=outcome,
        longrepr=text,
        when=when,
        sections=sections,
        user_properties=item.user_properties,
        start=stop if start is None else start,
        stop=stop,
        duration=0.0 if start is None else stop - start,
    )
