"""docs/writing-a-plugin.md: what it shows is run word by word, in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Final

import pytest

from tests.kata_project import Project

pytestmark = pytest.mark.once

REPOSITORY: Final = Path(__file__).resolve().parent.parent
DOCUMENT: Final = (REPOSITORY / "docs" / "writing-a-plugin.md").read_text("utf-8")


def _blocks() -> list[str]:
    """Return the indented blocks of the document."""
    found = re.findall(r"(?:^(?: {4}.*)?\n)+", DOCUMENT, re.MULTILINE)
    return [textwrap.dedent(block).strip() + "\n" for block in found if block.strip()]


PLUGIN, PROGRAM, COMMAND, ANSWER, STRATEGY = _blocks()

LAST_FIRST: Final = '''
from plugins.simulation.strategies import BaseStrategy


class LastFirst(BaseStrategy):
    """Lets the youngest thread go on."""

    name = "lastfirst"

    def chooser(self, schedule):
        return None if schedule else lambda runnable, me: runnable[-1]
'''

STUB: Final = """
import threading
import time

lock = threading.Lock()


def pay(names):
    def work():
        with lock:
            time.sleep(2)
            print(threading.current_thread().name)

    clerks = [threading.Thread(target=work, name=name) for name in names]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
"""

SPEC: Final = """
def test_all_are_paid(kata, printed):
    kata.pay(["ann", "bob"])
    assert sorted(printed.lines) == ["ann", "bob"]

def test_in_order(kata, printed):
    kata.pay(["ann", "bob"])
    assert printed.lines == ["ann", "bob"]
"""


def test_the_example_is_short() -> None:
    """A detector takes some forty lines."""
    assert len(PLUGIN.splitlines()) <= 45


def test_the_command_answers_as_shown(tmp_path: Path) -> None:
    """Plugin and program are written as they stand, the command is run as it stands."""
    (tmp_path / "napping.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "bank.py").write_text(PROGRAM, "utf-8")
    python, *words = COMMAND.split()
    assert python == "python"
    answer = subprocess.run(
        [sys.executable, *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert _lines(answer.stdout + answer.stderr) == _lines(ANSWER)


def _lines(answer: str) -> list[str]:
    """Return the lines but for what hangs on the strategy: how many operations, and which schedule came first."""
    return sorted(re.sub(r"[\d,]+ operations", "some operations", answer).splitlines())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A kata, and the plugin beside it."""
    made = Project(tmp_path)
    made.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.report"]\n')
    made.write("katas/bank/pay.py", STUB)
    made.write("katas/bank/test_pay.py", SPEC)
    made.write("napping.py", PLUGIN)
    return made


def test_in_a_session(project: Project) -> None:
    """The note of a spec that passes stands at the end, that of one that fails in its report."""
    answer = project.run("-p", "napping")
    assert answer.outcomes == {"test_all_are_paid": "passed", "test_in_order": "failed"}
    assert "noticed: no spec fails for it" in answer.output
    assert "Napping: ann sleeps 2 s (line 11) and keeps the lock that it took on line 10." in answer.output
    assert "Napping: " in answer.texts["test_in_order"]


def test_a_finding_with_a_verdict_fails_the_spec(project: Project) -> None:
    """It gets its own sentences, its steps, and a token that shows it again."""
    told = 'line {taken.place.line}."'
    assert told in PLUGIN
    project.write("napping.py", PLUGIN.replace(told, f'{told}, "assertion", rule="Why?"'))
    answer = project.run("-p", "napping", "-k", "all_are_paid")
    assert answer.verdicts == {"test_all_are_paid": "assertion"}
    text = answer.texts["test_all_are_paid"]
    assert re.search(r"assertion: Napping: (ann|bob) sleeps 2 s", text)
    assert "sleeps 2 s   " in text
    assert "think about   Why?" in text
    token = re.search(r"--replay (\S+)", text)
    assert token is not None
    assert project.run("-p", "napping", "--replay", token[1]).verdicts == {"test_all_are_paid": "assertion"}


def test_a_strategy(project: Project) -> None:
    """`--strategy` knows the names that plugins add, and says so where one is wrong."""
    project.write("newest.py", LAST_FIRST + "\n\n" + STRATEGY)
    answer = project.run("-p", "newest", "--strategy", "lastfirst", "-k", "in_order")
    assert answer.outcomes == {"test_in_order": "failed"}
    assert "bob" in answer.texts["test_in_order"]
    wrong = project.run("-p", "newest", "--strategy", "luck")
    assert wrong.status == 4
    assert re.search(r"choose one of \w+, .*, lastfirst", wrong.output)


def test_a_report(project: Project) -> None:
    """What `pytest_kata_story` returns takes the place of the page."""
    project.write("short.py", "def pytest_kata_story(story):\n    return f'in short: {story.verdict}'\n")
    answer = project.run("-p", "short", "-k", "in_order")
    assert "in short: assertion" in answer.output
    assert "think about" not in answer.output


def test_a_result_can_be_added_to(project: Project) -> None:
    """`pytest_kata_result` sees every result, and may add notes to its story."""
    project.write("grade.py", "def pytest_kata_result(result):\n    result.notes.append(f'graded {result.verdict}')\n")
    assert "graded ok" in project.run("-p", "grade", "-k", "all_are_paid").output


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("napping", "'napping' names no detector: give MODULE:CLASS"),
        ("nothing_there:X", "'nothing_there:X' cannot be imported: No module named 'nothing_there'"),
        ("json:JSONDecoder", "'json:JSONDecoder' is no class that inherits from plugins.simulation.detectors.Detector"),
    ],
)
def test_misuse(name: str, says: str, tmp_path: Path) -> None:
    """A name that is no detector is a usage error."""
    (tmp_path / "bank.py").write_text(PROGRAM, "utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "plugins.simulation", "--detector", name, "bank.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert says in answer.stderr
