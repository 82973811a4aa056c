"""What is not written yet, told once: a block an exercise in the place of a page for each of its specs.

Every exercise begins with all of its specs red, and dozens of pages that say so would hide the one that a learner
works at. So failures whose verdict is `not-implemented` are taken out of pytest's summary and listed together: the
file, its task, what is to be written there, and how to begin. They are failures all the same: in the counts, the exit
status, JUnit XML and what `--lf` remembers. `-v` shows each of them, as ever.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.catalogue import CatalogueError, read, text_in
from plugins.kata.exercise import exercise_of
from plugins.kata.sections import section
from plugins.kata.stash import SETTINGS
from plugins.report.terminal import StoryPage
from plugins.simulation import result as words
from plugins.simulation.cells import cells, clip, pad, wrap
from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from _pytest._io import TerminalWriter

    from plugins.kata.catalogue import KataEntry
    from plugins.kata.exercise import Exercise

FAILED: Final = "failed"
#: More exercises than this get a line each, fewer a block.
_FEW: Final = 6
#: Functions of one exercise that are named.
_NAMED: Final = 4
_INDENT: Final = "    "


@dataclass(slots=True)
class Unwritten:
    """An exercise some of whose specs met code that is not written yet.

    :ivar file: the learner's file, as reports name it.
    :ivar specs: how many of its specs that were.
    """

    exercise: Exercise
    file: str
    specs: int = 0

    @property
    def spec_file(self) -> str:
        """The file of the specs, below `katas`."""
        return f"{self.exercise.kata}/test_{self.exercise.name}.py"


def functions_to_write(source: str) -> list[tuple[str, int]]:
    """Return (name, line) of each function in *source* that raises NotImplementedError in the place of a body.

    :return: names as one would call them ("put", "Buffer.put"), in the order of the file; nothing if it does not
        compile.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    found: list[tuple[str, int]] = []

    def search(body: Sequence[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                search(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                last = node.body[-1]
                if isinstance(last, ast.Raise) and "NotImplementedError" in ast.dump(last):
                    found.append((f"{prefix}{node.name}", last.lineno))

    search(tree.body, "")
    return found


class UnwrittenReports:
    """Takes the failures of code that is not written out of the summary, and tells of them at its end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Generator[None]:
        """Let pytest summarise the others, then tell what is not written; the counts are of all."""
        stats = terminalreporter.stats
        failed = stats.get(FAILED, [])
        found = self._unwritten([report for report in failed if _is_unwritten(report)])
        if not found:
            return (yield)
        try:
            stats[FAILED] = [report for report in failed if not _is_unwritten(report)]
            yield
        finally:
            stats[FAILED] = failed
        section(terminalreporter, _("not written yet"))
        self._tell(terminalreporter._tw, found)  # noqa: SLF001 - where pytest writes

    def _unwritten(self, failed: Sequence[pytest.TestReport]) -> list[Unwritten]:
        """Return the exercises of those reports, in the order of the catalogue."""
        found: dict[str, Unwritten] = {}
        root, settings = self._config.rootpath, self._config.stash.get(SETTINGS, None)
        if settings is None:
            # The reports alone, of something else than katas.
            return []
        for report in failed:
            place = report.nodeid.partition("::")[0]
            if place not in found:
                exercise = exercise_of(root / place, root, settings)
                if exercise is None:
                    continue
                assert isinstance(report.longrepr, StoryPage)  # noqa: S101 - for the type checker: it is unwritten
                found[place] = Unwritten(exercise, report.longrepr.story.file)
            found[place].specs += 1
        katas = self._katas(next(iter(found.values())).exercise) if found else {}
        names = [(kata.name, exercise) for kata in katas.values() for exercise in kata.exercises]
        order = {name: number for number, name in enumerate(names)}
        return sorted(found.values(), key=lambda one: order.get((one.exercise.kata, one.exercise.name), len(order)))

    def _katas(self, exercise: Exercise) -> Mapping[str, KataEntry]:
        try:
            return read(exercise.catalogue)
        except CatalogueError:
            return {}

    def _tell(self, tw: TerminalWriter, found: Sequence[Unwritten]) -> None:
        katas = self._katas(found[0].exercise)
        _as_text(tw, _("Every exercise begins like this: its specs are red, since what they call is not there yet."))
        tw.line()
        if len(found) > _FEW:
            _as_lines(tw, found, katas)
        else:
            for one in found:
                _as_block(tw, one, katas)
        first = found[0]
        command = self._config.stash[SETTINGS].command(first.spec_file)
        readme = f"katas/{first.exercise.kata}/README.md"
        to_write = _to_write(first)
        begin = _(
            "How to begin: {readme} tells the task. Write {function} in {file}, in the place of the line that raises "
            "NotImplementedError, and run",
            readme=readme,
            function=to_write[0][0] if to_write else first.exercise.name,
            file=first.file,
        )
        tw.line()
        _as_text(tw, begin)
        tw.line(f"{_INDENT}{command}", bold=True)


def _is_unwritten(report: pytest.TestReport) -> bool:
    page = report.longrepr
    return isinstance(page, StoryPage) and page.story.verdict == words.NOT_IMPLEMENTED


def _to_write(one: Unwritten) -> list[tuple[str, int]]:
    try:
        return functions_to_write(Path(one.exercise.file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []


def _as_text(tw: TerminalWriter, text: str, indent: str = "") -> None:
    """Write *text*, broken between words."""
    for line in wrap(text, tw.fullwidth - len(indent)):
        tw.line(indent + line)


def _specs(count: int) -> str:
    return _("1 spec") if count == 1 else _("{count} specs", count=count)


def _task(one: Unwritten, katas: Mapping[str, KataEntry]) -> str:
    kata = katas.get(one.exercise.kata)
    entry = kata.exercises.get(one.exercise.name) if kata is not None else None
    return text_in(entry.task, current()) if entry is not None else ""


def _as_block(tw: TerminalWriter, one: Unwritten, katas: Mapping[str, KataEntry]) -> None:
    """Write the file, how many specs wait for it, its task, and what is to be written where."""
    count = _specs(one.specs)
    room = tw.fullwidth - cells(count) - 2
    tw.write(pad(clip(one.file, room), room), bold=True)
    tw.line(f"  {count}")
    to_write = [_("{name} (line {line})", name=name, line=line) for name, line in _to_write(one)]
    if len(to_write) > _NAMED:
        to_write[_NAMED - 1 :] = [_("and {count} more", count=len(to_write) - _NAMED + 1)]
    texts = [_task(one, katas)]
    if to_write:
        texts.append(_("to write: {functions}", functions=", ".join(to_write)))
    for text in filter(None, texts):
        _as_text(tw, text, _INDENT)


def _as_lines(tw: TerminalWriter, found: Sequence[Unwritten], katas: Mapping[str, KataEntry]) -> None:
    """Write a line for each exercise, under the title of its kata."""
    longest = max(cells(one.exercise.name) for one in found) + len(".py")
    counts = [_specs(one.specs) for one in found]
    widest = max(map(cells, counts))
    kata = ""
    for one, count in zip(found, counts, strict=True):
        if one.exercise.kata != kata:
            kata = one.exercise.kata
            title = text_in(katas[kata].title, current()) if kata in katas else ""
            tw.line(clip(f"{Path(one.file).parent.as_posix()}   {title}", tw.fullwidth), bold=True)
        begin = f"{_INDENT}{pad(f'{one.exercise.name}.py', longest)}  {pad(count, widest)}  "
        tw.line(begin + clip(_task(one, katas), max(tw.fullwidth - cells(begin), 10)))
