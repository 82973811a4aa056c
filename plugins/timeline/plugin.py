"""pytest's side of the timeline: the options, and the file with a picture of each spec."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.options import called
from plugins.kata.runner import VERDICT
from plugins.kata.stash import DRAWING, RESULT
from plugins.simulation import result as words
from plugins.simulation.language import _
from plugins.simulation.timeline import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

TIMELINE: Final = "--timeline"
TRACE: Final = "--timeline-trace"
#: pytest has an option of that name, which takes no value.
SHORT_TRACE: Final = "--trace"
TIMELINE_STATES: Final = "--timeline-states"

#: Characters of pictures that one page holds; beyond, those of specs that pass lose their trees, then their pictures.
_MOST: Final = 60_000_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("katas", "katas")
    group.addoption(
        TIMELINE,
        metavar="FILE.html",
        type=_file(TIMELINE, ".html"),
        help="Draw a schedule of each spec, step by step, on a page of its own (default: no page)",
    )
    group.addoption(
        TRACE,
        metavar="FILE.json",
        type=_file(TRACE, ".json"),
        help=f"Write the same schedules as Chrome trace events; {SHORT_TRACE} FILE.json does too (default: no file)",
    )
    group.addoption(
        TIMELINE_STATES,
        metavar="N",
        type=_states,
        default=STATES,
        help=f"Let the page hold so many states of a spec for choosing by hand, 0 for none (default: {STATES})",
    )
    _let_trace_name_a_file(parser)


def _let_trace_name_a_file(parser: pytest.Parser) -> None:
    """Let `--trace FILE.json` mean the trace, and `--trace` alone what it means to pytest.

    pytest's option of that name stops at each test and takes no value, and no plugin can add it once more.
    """
    parse = parser.parse

    def parse_with_trace(args: Sequence[Any], namespace: argparse.Namespace | None = None) -> argparse.Namespace:
        return parse(_named_in_full([str(argument) for argument in args]), namespace)

    parser.parse = parse_with_trace  # type: ignore[method-assign]  # this one parser only


def _named_in_full(arguments: list[str]) -> list[str]:
    named: list[str] = []
    for argument in arguments:
        if named[-1:] == [SHORT_TRACE] and argument.endswith(".json"):
            named[-1] = f"{TRACE}={argument}"
        elif argument.startswith(f"{SHORT_TRACE}="):
            named.append(f"{TRACE}={argument.partition('=')[2]}")
        else:
            named.append(argument)
    return named


def _file(option: str, ending: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not text.endswith(ending):
            msg = _("{text!r} does not end in {ending}; name the file that is to be written", text=text, ending=ending)
            raise argparse.ArgumentTypeError(msg)
        return text

    parse.__name__ = option
    return parse


def _states(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("{text!r} is no number of states; give 0 or more", text=text))
    return int(text)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Ask for pictures, and collect them, where somebody wants a file of them."""
    option = config.option
    if (option.timeline is None and option.timeline_trace is None) or option.collectonly:
        return
    from plugins.simulation.timeline.picture import Drawing

    states = option.timeline_states if option.timeline is not None else 0
    config.stash[DRAWING] = Drawing(states)
    config.pluginmanager.register(Carrying(), "kata-pictures")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Pictures(config), "kata-timeline")


class Carrying:
    """Lets reports carry the pictures, as text: the cheapest to hand on from process to process."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put the picture of a spec that was run into its report."""
        report = yield
        result = item.stash.get(RESULT, None)
        if call.when == "call" and result is not None and result.picture is not None:
            report.kata_picture = json.dumps(result.picture)  # type: ignore[attr-defined] # extra values travel with it
        return report


class Pictures:
    """Collects the pictures of a session and writes them at its end, in the process that has the terminal.

    :ivar said: what the terminal is told.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._folder = config.invocation_params.dir
        self._runs: list[tuple[str, str, dict[str, Any] | None, str | None]] = []
        self.said: list[str] = []
        for option, name in self._wanted():
            file = self._folder / name
            if not file.parent.is_dir() or file.is_dir():
                raise pytest.UsageError(f"{option} {name}: the folder must be there, and the file be one; name another")

    def _wanted(self) -> list[tuple[str, str]]:
        option = self._config.option
        given = ((TIMELINE, option.timeline), (TRACE, option.timeline_trace))
        return [(name, value) for name, value in given if value is not None]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the picture of a spec, or what its report says where there is none."""
        verdict = dict(report.user_properties).get(VERDICT)
        if verdict is None or report.skipped or (report.when != "call" and report.passed):
            return
        story = getattr(report, "kata_story", None)
        if story is None and report.failed:
            story = {"verdict": str(verdict), "headline": "", "traceback": report.longreprtext}
        self._runs.append((report.nodeid, str(verdict), story, getattr(report, "kata_picture", None)))
        if hasattr(report, "kata_picture"):
            del report.kata_picture

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the files."""
        runs = self._chosen()
        for option, name in self._wanted():
            try:
                text = self._text(option, runs)
                (self._folder / name).write_text(text, encoding="utf-8")
            except OSError as error:
                self.said.append(f"{option} {name}: {error.strerror}; nothing was written")
                session.exitstatus = pytest.ExitCode.USAGE_ERROR
            else:
                specs = f"{len(runs)} spec{'s' if len(runs) != 1 else ''}"
                self.said.append(f"{option.lstrip('-')}: {name} ({specs}, {len(text) / 1e6:.1f} MB)")

    def _text(self, option: str, runs: list[tuple[str, dict[str, Any]]]) -> str:
        from plugins.simulation.timeline.page import page
        from plugins.simulation.timeline.trace import trace

        return page(self._title(), runs) if option == TIMELINE else trace(runs)

    def _title(self) -> str:
        """Return the command of this session without the options of this module."""
        kept: list[str] = []
        given = iter(_named_in_full([str(argument) for argument in self._config.invocation_params.args]))
        for argument in given:
            if argument in (TIMELINE, TRACE, TIMELINE_STATES):
                next(given, None)
            elif not argument.startswith((f"{TIMELINE}=", f"{TRACE}=", f"{TIMELINE_STATES}=")):
                kept.append(argument)
        return " ".join([called(), *kept])

    def _chosen(self) -> list[tuple[str, dict[str, Any]]]:
        """Return the name and the picture of each spec, as large as a page may be: failed and drawn ones first."""
        from plugins.simulation.timeline.picture import empty, retold

        chosen: list[tuple[str, dict[str, Any]]] = []
        room = _MOST
        for name, verdict, story, text in sorted(self._runs, key=lambda one: one[1] == words.OK):
            picture = empty(verdict) if text is None else json.loads(text)
            if text is not None and len(text) > room:
                picture["tree"] = None
                if len(text := json.dumps(picture)) > room:
                    picture = empty(verdict)
            room -= len(text or "")
            chosen.append((name, retold(picture, story)))
        return sorted(chosen, key=lambda one: (one[1]["verdict"] == words.OK, not one[1]["moments"]))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was written."""
        for line in self.said:
            terminalreporter.line(line)
