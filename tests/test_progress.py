"""The line that tells how far something is: where it is shown, and that nothing is left of it.

No test waits: clocks are the tests' own. What a session writes is looked at through a pseudo-terminal.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from _pytest._io import TerminalWriter

from plugins.progress import meter
from plugins.progress.line import Line
from plugins.progress.meter import OVER, Meter, Told
from plugins.progress.plugin import Shown, Word, in_words
from plugins.simulation import language

from .kata_project import Project

if TYPE_CHECKING:
    from pathlib import Path

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal to look at")

#: What pytest is told of colours by the environment, and whether anybody looks; a test sets what it is about.
_LOOKS: Final = ("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "CI", "BUILD_NUMBER", "TERM")

TWO_THREADS: Final = """
import threading


def both(say):
    threads = [threading.Thread(target=lambda name=name: (say(name), say(name), say(name))) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
SPEC: Final = """
import pytest


@pytest.mark.explore(schedules=50)
def test_both(kata, printed):
    kata.both(print)
    assert sorted(printed.lines) == ["a"] * 3 + ["b"] * 3
"""
#: A plugin for whom every look at the clock is half a second later.
HURRIED: Final = """
import itertools

from plugins.progress import meter

meter.clock = itertools.count(0.0, 0.5).__next__
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts as they stand here."""
    monkeypatch.setenv(language.VARIABLE, "en")


class TestMeter:
    """It tells when something takes long, and then now and then."""

    @pytest.fixture
    def told(self) -> list[Told]:
        """What was told."""
        return []

    def test_nothing_before_two_seconds(self, told: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
        """What is over sooner is not told of, nor its end."""
        now = 0.0
        monkeypatch.setattr(meter, "clock", lambda: now)
        count = Meter(told.append, meter.TRIED, 100)
        now = 1.9
        count(50)
        count.end()
        assert told == []

    def test_four_times_a_second(self, told: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
        """Then it is told of, not more often than anybody can see, and its end as well."""
        times = iter([0.0, 2.0, 2.1, 2.25, 2.3])
        monkeypatch.setattr(meter, "clock", lambda: next(times))
        count = Meter(told.append, meter.TRIED, 100)
        for done in (1, 2, 3, 4):
            count(done)
        count.end()
        assert [each["done"] for each in told] == [1, 3, 0]
        assert told[-1] == OVER


class Terminal(io.StringIO):
    """A file that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class TestLine:
    """It stands under what pytest writes, and leaves no trace."""

    @pytest.fixture
    def terminal(self) -> Terminal:
        """What stands for the terminal."""
        return Terminal()

    @pytest.fixture
    def writer(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> TerminalWriter:
        """Pytest's writer, on a terminal of 80 columns, with a dot on its line."""
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("TERM", "xterm")
        writer = TerminalWriter(terminal)
        writer.write("katas/test_x.py .")
        return writer

    def test_the_cursor_comes_back(self, terminal: Terminal, writer: TerminalWriter) -> None:
        """After a drawing it is where pytest left it, behind the dot, one line up."""
        line = Line(writer)
        line.show("5 of 10", 5, 10)
        drawn = terminal.getvalue().removeprefix("katas/test_x.py .")
        assert drawn.startswith("\n\r\x1b[2K")
        assert drawn.endswith(" 5 of 10\x1b[1A\x1b[18G")
        assert drawn.count("\n") == drawn.count("\x1b[1A") == 1
        line.close()

    def test_it_goes_before_anything_is_written(self, terminal: Terminal, writer: TerminalWriter) -> None:
        """Pytest's next dot finds its line as if nothing had been there."""
        line = Line(writer)
        line.show("5 of 10", 5, 10)
        writer.write("F")
        assert terminal.getvalue().endswith("\n\r\x1b[2K\x1b[1A\x1b[18GF")
        line.show("6 of 10", 6, 10)
        assert terminal.getvalue().endswith("\x1b[1A\x1b[19G")
        line.close()
        assert writer._file is terminal

    @pytest.mark.parametrize("most", [0, 100])
    def test_it_takes_one_line(self, terminal: Terminal, writer: TerminalWriter, most: int) -> None:
        """A long name is cut, also in Chinese; a line that went on in the next one could not be taken away."""
        line = Line(writer)
        line.show("\u4e2d" * 100, 1, most)
        drawn = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", terminal.getvalue().rpartition("\r")[2])
        assert sum(2 if character >= "\u2e80" else 1 for character in drawn) < 80
        line.close()

    def test_nothing_twice(self, terminal: Terminal, writer: TerminalWriter) -> None:
        """What is there already is not drawn again, and nothing is cleared where nothing is."""
        line = Line(writer)
        line.show("5 of 10", 5, 10)
        before = terminal.getvalue()
        line.show("5 of 10", 5, 10)
        assert terminal.getvalue() == before
        line.clear()
        after = terminal.getvalue()
        line.clear()
        line.close()
        assert terminal.getvalue() == after


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (meter.TRIED, "1,000 of 20,000 schedules, nothing found yet (test_x[1])"),
        (meter.PROVED, "proved so far: 1,000 interleavings (test_x[1])"),
        (meter.ROUNDS, "round 1,000 of 20,000 (test_x[1])"),
    ],
)
def test_in_words(what: str, text: str) -> None:
    """What is counted stands first: where the line is too short, the name of the spec is cut."""
    assert in_words("katas/x/test_x.py::test_x[1]", Told(what=what, done=1000, most=20_000)) == text


class TestWorkers:
    """Workers of xdist leave word."""

    def test_the_last_word_is_shown(
        self, pytestconfig: pytest.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of several specs that take long, it is the one that was told of last; one that is over is none."""
        shown = Shown(pytestconfig)
        shown._folder = tmp_path
        told: list[str] = []
        monkeypatch.setattr(shown, "told", lambda nodeid, _far: told.append(nodeid))
        far = Told(what=meter.TRIED, done=1, most=2)
        Word(tmp_path, "gw0").told("a", far)
        Word(tmp_path, "gw1").told("b", far)
        os.utime(tmp_path / "gw0", (1, 1))
        os.utime(tmp_path / "gw1", (2, 2))
        shown.look_once()
        Word(tmp_path, "gw1").told("b", OVER)
        shown.look_once()
        assert told == ["b", "a"]
        assert json.loads((tmp_path / "gw1").read_text("utf-8")) == ["b", OVER]

    def test_a_session_that_is_gone(self, tmp_path: Path) -> None:
        """Its folder went with it: a worker that is still at its spec is not disturbed."""
        Word(tmp_path / "gone", "gw0").told("a", OVER)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Katas with one spec."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.write(
        "conftest.py",
        'pytest_plugins = ["plugins.kata.plugin", "plugins.hammer.plugin", "plugins.progress.plugin"]\n',
    )
    project.write("hurried.py", HURRIED)
    project.exercise("pair/both", TWO_THREADS, SPEC)
    return project


@needs_pty
class TestSessions:
    """Whole sessions of pytest."""

    @staticmethod
    def _on_a_terminal(project: Project, *arguments: str, **wanted: str) -> str:
        """Return all that a session writes to its terminal."""
        ours, its = os.openpty()
        environment = {name: value for name, value in project.environment.items() if name not in _LOOKS}
        environment |= {"TERM": "xterm", "COLUMNS": "80", **wanted}
        command = [sys.executable, "-m", "pytest", "-p", "hurried", "-p", "no:cacheprovider", *arguments]
        written = bytearray()
        with subprocess.Popen(
            command, cwd=project.root, env=environment, stdin=subprocess.DEVNULL, stdout=its, stderr=its
        ) as session:
            os.close(its)
            # At its end, Linux says EIO.
            with contextlib.suppress(OSError):
                while data := os.read(ours, 1 << 16):
                    written += data
        os.close(ours)
        assert session.returncode == pytest.ExitCode.OK, written.decode()
        return written.decode()

    def test_schedules(self, project: Project) -> None:
        """It counts them; pytest's own line and the end of the session are as ever."""
        text = self._on_a_terminal(project)
        assert re.search(r"\d+ of 50 schedules, nothing found yet \(test_both\)\x1b\[1A", text)
        assert text.count("\x1b[1A") == text.count("\n\r\x1b[2K")
        assert re.search(r"\x1b\[2K\x1b\[1A\x1b\[\d+G\x1b\[32m\.", text), "gone before the dot"

    def test_proofs(self, project: Project) -> None:
        """A proof does not know how many there are, and has no bar."""
        text = self._on_a_terminal(project, "--strategy", "dpor", "--schedules", "500")
        assert re.search(r"\x1b\[2Kproved so far: [\d,]+ interleavings? \(test_both\)\x1b\[1A", text)

    def test_chinese(self, project: Project) -> None:
        """It is told in the language of the session."""
        text = self._on_a_terminal(project, KATAS_LANG="zh")
        assert re.search(r"50 .*\(?\uff08?test_both", text)
        assert "nothing found yet" not in text

    @pytest.mark.parametrize("wanted", [{"CI": "true"}, {"TERM": "dumb"}])
    def test_nobody_looks(self, project: Project, wanted: dict[str, str]) -> None:
        """In CI, and where a terminal can do nothing, there is none."""
        assert "\x1b[1A" not in self._on_a_terminal(project, **wanted)

    def test_in_a_pipe(self, project: Project) -> None:
        """There is none, and no code of a terminal."""
        answer = project.run("-p", "hurried")
        assert answer.status == 0
        assert "schedules" not in answer.output
        assert "\x1b" not in answer.output

    def test_workers(self, project: Project) -> None:
        """With -n a session ends as ever, and leaves neither folder nor thread behind."""
        text = self._on_a_terminal(project, "-n", "1")
        assert "1 passed" in text
        assert list((project.root / ".temporary").glob("katas-progress-*")) == []
