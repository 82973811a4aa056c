"""What pytest shows of a failing spec that has a story: on a terminal, in a pipe, from a worker, in JUnit XML."""

from __future__ import annotations

import functools
import io
import os
import re
import select
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from plugins.report.terminal import StoryPage
from plugins.simulation.render import plain
from plugins.simulation.story import Story
from tests.stories import HOSTILE, LOST_NOTIFY, STORIES, STUB

REPOSITORY: Final = Path(__file__).resolve().parent.parent

CONFTEST: Final = """
import pytest
from tests.stories import STORIES

pytest_plugins = ["plugins.report"]

@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    told = item.get_closest_marker("told")
    if told and call.when == "call":
        report.kata_story = STORIES[told.args[0]].as_dict()
        report.longrepr = "the plain text of the story"
    return report
"""

SPECS: Final = """
import pytest

@pytest.mark.told("lost-notify")
def test_numbers():
    raise AssertionError("as the engine saw it")

@pytest.mark.told("stub")
def test_passes_with_notes():
    pass

@pytest.mark.told("lost-notify")
def test_the_same_again():
    raise AssertionError("as the engine saw it")

def test_of_another_kind():
    assert 1 + 1 == 3
"""

#: What decides about colours; a test sets what it is about.
COLOURS: Final = ("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "CI", "BUILD_NUMBER", "TERM", "COLORTERM", "COLUMNS")

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal to look at")


Pages = Callable[..., str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three specs: one fails with a story, one passes with a story, one fails without."""
    path = tmp_path_factory.mktemp("specs")
    (path / "conftest.py").write_text(CONFTEST)
    (path / "pytest.ini").write_text("[pytest]\nmarkers =\n    told: its report carries this story\n")
    (path / "test_specs.py").write_text(SPECS)
    return path


def command_and_environment(arguments: tuple[str, ...], wanted: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """How pytest is run there: with the plugin under test alone, and colours decided by *wanted*."""
    environment = {name: value for name, value in os.environ.items() if name not in COLOURS}
    environment |= {"PYTHONPATH": str(REPOSITORY), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **wanted}
    return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments], environment


@pytest.fixture(scope="module")
def piped(folder: Path) -> Pages:
    """What pytest writes into a pipe, with these arguments and environment variables."""

    @functools.cache
    def run(*arguments: str, **wanted: str) -> str:
        command, environment = command_and_environment(arguments, {"PYTHONIOENCODING": "utf-8", **wanted})
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
        assert ended.returncode == pytest.ExitCode.TESTS_FAILED
        return ended.stdout.decode("utf-8").replace("\r", "")

    return run


def on_terminal(folder: Path, *arguments: str, width: int = 80, wanted: dict[str, str] | None = None) -> str:
    """What pytest writes on a terminal of *width* columns, without carriage returns."""
    import fcntl
    import struct
    import termios

    ours, its = os.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    command, environment = command_and_environment(arguments, {"TERM": "xterm-256color", **(wanted or {})})
    process = subprocess.Popen(command, cwd=folder, stdin=its, stdout=its, stderr=its, env=environment)
    os.close(its)
    written = b""
    try:
        # At the other side's end Linux answers with an error, macOS with nothing.
        while select.select([ours], [], [], 60)[0] and (part := os.read(ours, 65536)):
            written += part
    except OSError:
        pass
    finally:
        os.close(ours)
        process.kill()
        process.wait()
    return written.decode().replace("\r", "")


class TestPiped:
    """Nobody looks: plain text."""

    def test_the_page_stands_in_place_of_the_traceback(self, piped: Pages) -> None:
        """The whole page under the name of the spec, and nothing of the code that found it."""
        text = piped()
        _, _, page = re.split(r"_+ (test_numbers) _+\n", text, maxsplit=1)
        assert page.startswith(plain(LOST_NOTIFY) + "\n\n____")
        assert "\x1b" not in text
        assert "as the engine saw it" not in text

    def test_the_short_summary_has_the_verdict_and_the_sentence(self, piped: Pages) -> None:
        """One line, cut to the terminal by pytest."""
        assert "FAILED test_specs.py::test_numbers - deadlock: nobody can ever run again;" in piped()

    def test_other_failures_stay_as_they_are(self, piped: Pages) -> None:
        """A report without a story keeps pytest's own introspection."""
        assert ">       assert 1 + 1 == 3\nE       assert (1 + 1) == 3" in piped()

    def test_passing_reports_stay_as_they_are(self, piped: Pages) -> None:
        """A story is shown of what failed only."""
        assert STUB.headline not in piped("-rA")

    def test_what_was_told_is_not_told_again(self, piped: Pages) -> None:
        """One mistake, many specs: the first page is whole, the next one has the values and the command."""
        text = piped()
        assert text.count("  step  even") == 1
        assert f"_\n{plain(LOST_NOTIFY, as_in='test_numbers')}\n\n_" in text
        assert piped("-v").count(plain(LOST_NOTIFY)) == 2

    def test_the_page_is_laid_out_for_the_width(self, piped: Pages) -> None:
        """COLUMNS is taken where there is no terminal."""
        assert plain(LOST_NOTIFY, width=120) in piped(COLUMNS="120")

    def test_from_a_worker_of_xdist(self, piped: Pages) -> None:
        """The report arrives as plain values and looks the same."""
        assert plain(LOST_NOTIFY) in piped("-p", "xdist", "-n1")

    def test_one_line_each(self, piped: Pages) -> None:
        """`--tb=line` gives file, line and what is wrong; `--tb=no` nothing."""
        assert f"katas/condition/alternating.py:18: deadlock: {LOST_NOTIFY.headline}\n" in piped("--tb=line")
        assert "see it again" not in piped("--tb=no")

    def test_junit_xml(self, piped: Pages, folder: Path) -> None:
        """The message is short, the text is the page."""
        piped("--junitxml=out.xml")
        failure = ET.parse(folder / "out.xml").find(".//testcase[@name='test_numbers']/failure")  # noqa: S314 our own file
        assert failure is not None
        assert failure.get("message") == f"deadlock: {LOST_NOTIFY.headline}"
        assert failure.text == plain(LOST_NOTIFY)

    def test_a_poor_encoding_keeps_lines_and_columns(self, piped: Pages) -> None:
        """ASCII has no quiet dot; a full stop takes its place, and every line stays a line."""
        assert plain(LOST_NOTIFY).replace("·", ".") in piped(PYTHONIOENCODING="ascii")

    def test_importing_the_plugin_does_not_import_rich(self) -> None:
        """Colours are paid for when they are shown."""
        code = "import sys, plugins.report; sys.exit('rich' in sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=REPOSITORY)


@needs_pty
class TestTerminal:
    """Somebody looks: colours, unless they are not wanted."""

    def test_colours(self, folder: Path) -> None:
        """The verdict is bold red, the same text as in a pipe."""
        text = on_terminal(folder)
        assert "\x1b[1;31mdeadlock:\x1b[0m\x1b[1m nobody can ever run again; even waits" in text
        bare = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n")]
        assert plain(LOST_NOTIFY) in "\n".join(bare)

    def test_the_width_is_the_terminals(self, folder: Path) -> None:
        """A wider terminal shows more source text."""
        bare = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(folder, width=110))
        assert plain(LOST_NOTIFY, width=110) in "\n".join(line.rstrip() for line in bare.split("\n"))

    @pytest.mark.parametrize(
        ("argument", "environment"),
        [("--color=no", {}), ("--color=auto", {"NO_COLOR": "1"}), ("--color=auto", {"TERM": "dumb"})],
    )
    def test_no_colours(self, folder: Path, argument: str, environment: dict[str, str]) -> None:
        """`--color=no`, NO_COLOR and a terminal without abilities get the plain page."""
        text = on_terminal(folder, argument, wanted=environment)
        assert plain(LOST_NOTIFY) in text
        assert "\x1b" not in text

    def test_colours_by_order(self, folder: Path) -> None:
        """`--color=yes` holds against NO_COLOR and TERM=dumb, as with everything that pytest prints."""
        text = on_terminal(folder, "--color=yes", width=100, wanted={"TERM": "dumb", "NO_COLOR": "1"})
        bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert "\x1b[1;31mdeadlock:" in text
        assert plain(LOST_NOTIFY, width=100) in "\n".join(line.rstrip() for line in bare.split("\n"))


class TestStoryPage:
    """The object that stands at `report.longrepr`."""

    @pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
    def test_survives_the_way_through_a_process(self, story: Story) -> None:
        """A story made of the plain values of another gives the same page."""
        assert str(StoryPage(Story.from_dict(story.as_dict()))) == plain(story)

    def test_the_place_is_the_marked_line(self) -> None:
        """Editors that read `file:line: message` go where it went wrong."""
        crash = StoryPage(LOST_NOTIFY).reprcrash
        assert (crash.path, crash.lineno) == ("katas/condition/alternating.py", 18)

    def test_hostile_text_does_not_break_the_message(self) -> None:
        """One line, and not the whole of it."""
        message = StoryPage(HOSTILE).reprcrash.message
        assert "\n" not in message
        assert len(message) <= 100

    def test_writes_to_any_writer(self) -> None:
        """A writer over something that has no encoding gets the text as it is."""
        from _pytest._io import TerminalWriter

        out = io.StringIO()
        StoryPage(STUB).toterminal(TerminalWriter(out))
        assert out.getvalue() == plain(STUB) + "\n\n"
