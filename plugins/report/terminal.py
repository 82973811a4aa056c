"""A story in the place where pytest has a traceback: `report.longrepr`.

pytest asks a report's `longrepr` for four things: to write itself to the terminal (`toterminal`), its text (`str`, for
JUnit XML), the message of the short summary (`reprcrash.message`) and the line of `--tb=line` (`reprcrash`).
`StoryPage` answers all four, so that every option and every reporter that knows pytest's reports works unchanged.

Whether there is colour is pytest's decision alone (`tw.hasmarkup`: it knows `--color`, NO_COLOR, FORCE_COLOR,
PY_COLORS, TERM=dumb and whether anybody looks). rich then sets the colours, of the sixteen that every terminal has,
and is imported only here; a second detection by rich could only disagree.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from _pytest._code.code import ReprFileLocation, TerminalRepr

from plugins.report.errors import brief
from plugins.simulation.render import headline, plain, rich_story
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter
    from rich.console import RenderableType

#: What stands for the characters that we draw with, of one cell each, where the output's encoding has none of them.
_ASCII: Final = str.maketrans({"·": ".", "…": "~", "◌": "o"})


class StoryPage(TerminalRepr):
    """What went wrong in a schedule, as pytest's reporters want it.

    :ivar as_in: the spec whose page the terminal has shown in full, where this one would say the same.
    :ivar reprcrash: the marked line, or the last one shown, and the message of the short summary.
    """

    def __init__(self, story: Story, as_in: str = "") -> None:
        self.story = story
        self.as_in = as_in
        step = next((step for step in story.steps if step.mark), story.steps[-1] if story.steps else None)
        place = (step.file or story.file, step.line) if step else (story.file, 0)
        self.reprcrash = ReprFileLocation(*place, headline(story))

    def __str__(self) -> str:
        return plain(self.story)

    def toterminal(self, tw: TerminalWriter) -> None:
        """Write the page: coloured if *tw* has colours, else plain."""
        if tw.hasmarkup:
            text = coloured(rich_story(self.story, as_in=self.as_in), tw.fullwidth)
        else:
            text = plain(self.story, width=tw.fullwidth, as_in=self.as_in)
        encoding = getattr(getattr(tw, "_file", None), "encoding", None) or "utf-8"
        for line in text.split("\n"):
            tw.line(_encodable(line, encoding))
        tw.line()


class StoryReports:
    """Gives each failing report that carries a story its page, before any reporter sees it.

    One mistake makes many specs fail. The first page that says a thing says it in full, and small programs come first
    in a spec file; what would only repeat it is shortened to what is its own: other facts, the values, and the command.
    """

    def __init__(self, config: pytest.Config, *, all_in_full: bool) -> None:
        """:param all_in_full: shorten nothing."""
        self._config = config
        self._all_in_full = all_in_full
        self._told: dict[tuple[str, ...], tuple[str, list[str]]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Put the page in the place of the traceback."""
        plain_story = getattr(report, "kata_story", None)
        if plain_story is None or not report.failed:
            return
        if not self._all_in_full:
            report.sections = [
                (title, brief(text) if title == "Captured stderr call" else text) for title, text in report.sections
            ]
        story = Story.from_dict(plain_story)
        # The pages need nothing of the katas; where their hooks are known, another report may come in.
        ask = getattr(self._config.hook, "pytest_kata_story", None)
        other = None if ask is None else ask(report=report, story=story)
        if other is not None:
            report.longrepr = other
            return
        name = report.location[2]
        key = story.verdict, story.headline, story.file, story.rule
        first, facts = self._told.setdefault(key, (name, story.because))
        as_in = "" if self._all_in_full or first == name else first
        if as_in:
            # How a process ended may be what makes this one another case.
            story = replace(story, because=[fact for fact in story.because if fact not in facts])
        report.longrepr = StoryPage(story, as_in)


def coloured(page: RenderableType, width: int) -> str:
    """Return *page* as text of *width* cells, with the codes for the colours that every terminal has."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        width=width,
        # Without a height rich takes 80 columns for a terminal that calls itself dumb, whatever the width.
        height=25,
    )
    with console.capture() as captured:
        console.print(page, soft_wrap=True, end="")
    return captured.get().rstrip("\n")


def _encodable(line: str, encoding: str) -> str:
    """Return *line* with what *encoding* does not have as ASCII; pytest itself would escape newlines as well."""
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return line.translate(_ASCII).encode(encoding, "backslashreplace").decode(encoding)
    return line
