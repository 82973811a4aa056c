"""`--watch`: a real session that watches a real folder, told from outside what is saved and when to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from tests.kata_project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as POSIX has it"),
]

CATALOGUE = """\
[sums]
[sums.exercises.two]
[sums.exercises.three]
"""
RIGHT = "def run():\n    return 2\n"
SPEC = "def test_{}(kata):\n    assert kata.run() == 2\n"
#: The last line of what is said after each run.
WATCHING: Final = "Watching katas/sums: save a file to run its specs, Ctrl-C to end."
#: Wall seconds after which a watching that says nothing is ended, and its test fails.
PATIENCE: Final = 60.0


class Watching:
    """A session that watches."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def until(self, line: str) -> str:
        """Read up to *line*, and return what was read."""
        assert self.process.stdout is not None
        lines = []
        for read in self.process.stdout:
            lines.append(read)
            if read.strip() == line:
                return "".join(lines)
        raise AssertionError("the watching ended:\n" + "".join(lines))

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        os.killpg(self.process.pid, signal.SIGINT)


@contextmanager
def watching(project: Project, *arguments: str) -> Iterator[Watching]:
    """Run a session in a process group of its own; whatever it does, it is gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "katas/sums", "--watch", "-q", *arguments],
        cwd=project.root,
        env=project.environment | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    ended = threading.Timer(PATIENCE, process.kill)
    ended.start()
    try:
        yield Watching(process)
    finally:
        ended.cancel()
        process.kill()
        process.communicate()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A kata with two exercises, both solved."""
    project = Project(tmp_path)
    project.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.path.plugin"]\n')
    project.write("katas/catalogue.toml", CATALOGUE)
    for name in ("two", "three"):
        project.exercise(f"sums/{name}", RIGHT, SPEC.format(name))
    return project


def test_what_is_saved_is_run(project: Project) -> None:
    """All at first; then the exercise of each file that is saved, broken or deleted; and Ctrl-C ends it."""
    own = project.root / "katas" / "sums" / "two.py"
    with watching(project) as session:
        assert "2 passed" in session.until(WATCHING)
        own.write_text("def run():\n    return 3\n", encoding="utf-8")
        text = session.until(WATCHING)
        assert "1 failed" in text
        assert "test_three" not in text
        own.write_text("def run(:\n", encoding="utf-8")
        assert "syntax-error" in session.until(WATCHING)
        own.unlink()
        assert "missing" in session.until(WATCHING)
        own.write_text(RIGHT, encoding="utf-8")
        assert "1 passed" in session.until(WATCHING)
        (own.parent / "helper.py").write_text("", encoding="utf-8")
        assert "2 passed" in session.until(WATCHING)
        session.interrupt()
        session.until("No longer watching.")
        assert session.process.wait() == 0


def test_a_run_that_goes_on_and_on(project: Project) -> None:
    """A save ends it and begins the next; Ctrl-C ends the run alone, and the next Ctrl-C the watching."""
    own = project.root / "katas" / "sums" / "two.py"
    sign = project.root / "begun"
    os.mkfifo(sign)
    endless = f"def run():\n    open({str(sign)!r}, 'w').close()\n    while True: pass\n"
    with watching(project, "--time-limit", "1000") as session:
        session.until(WATCHING)
        own.write_text(endless, encoding="utf-8")
        sign.read_bytes()
        own.write_text(RIGHT, encoding="utf-8")
        assert "1 passed" in session.until(WATCHING)
        own.write_text(endless, encoding="utf-8")
        sign.read_bytes()
        session.interrupt()
        session.until(WATCHING)
        session.interrupt()
        session.until("No longer watching.")
        assert session.process.wait() == 0
