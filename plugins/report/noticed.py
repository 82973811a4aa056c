"""What there is to say about specs that pass: notes of the detectors, and whole stories where `--explain` is given.

Both travel with the report as plain values, from the child that ran the spec and from the workers of xdist, and stand
in sections of their own at the end of the session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.sections import section
from plugins.kata.stash import RESULT
from plugins.report.terminal import StoryPage
from plugins.simulation.cells import safe, wrap
from plugins.simulation.language import _
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Generator

_WIDEST: Final = 100


class Noticed:
    """Carries notes and stories with the reports of specs that pass, and shows them at the end."""

    def __init__(self) -> None:
        self._notes: dict[str, list[str]] = {}
        self._stories: list[tuple[str, dict[str, Any]]] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the report of a spec that passes carry what there is to say."""
        report = yield
        result = item.stash.get(RESULT, None)
        if call.when == "call" and report.passed and result is not None:
            if result.notes:
                report.kata_notes = list(result.notes)  # type: ignore[attr-defined] # extra values travel with it
            if result.story is not None:
                report.kata_explained = result.story.as_dict()  # type: ignore[attr-defined] # as above
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep them."""
        for note in getattr(report, "kata_notes", ()):
            self._notes.setdefault(note, []).append(report.nodeid)
        explained = getattr(report, "kata_explained", None)
        if explained is not None:
            self._stories.append((report.nodeid, explained))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show them."""
        tw = terminalreporter._tw  # noqa: SLF001 - as pytest's own plugins do
        if self._stories:
            section(terminalreporter, _("explained"))
            for nodeid, plain in self._stories:
                tw.line(nodeid, bold=True)
                tw.line()
                StoryPage(Story.from_dict(plain)).toterminal(tw)
        if self._notes:
            section(terminalreporter, _("noticed: no spec fails for it"))
            for note, nodeids in self._notes.items():
                more = _(", and {count} more", count=len(nodeids) - 1) if len(nodeids) > 1 else ""
                tw.line(f"{nodeids[0]}{more}")
                for line in wrap(safe(note, len(note)), min(tw.fullwidth, _WIDEST) - 2):
                    tw.line(f"  {line}")
