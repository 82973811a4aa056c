"""What is not written yet is told once for each exercise, and is a failure all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from plugins.report.unwritten import functions_to_write
from tests.kata_project import Project

pytestmark = pytest.mark.once

STUB: Final = '''\
"""Count."""


def count(numbers):
    """Return how many there are."""
    raise NotImplementedError
'''
SPEC: Final = """\
import pytest

@pytest.mark.parametrize("size", [0, 1, 2])
def test_count(kata, size):
    assert kata.count(range(size)) == size

def test_none(kata):
    assert kata.count([]) == 0
"""
CATALOGUE: Final = """\
[first]
title = "First steps"
[first.exercises.count]
task = "Say how many there are"
[second]
title = "Further steps"
[second.exercises.count]
task = "Say it again"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two exercises as a learner finds them."""
    made = Project(tmp_path)
    made.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.report"]\n')
    made.write("katas/catalogue.toml", CATALOGUE)
    made.exercise("second/count", STUB, SPEC)
    made.exercise("first/count", STUB, SPEC)
    return made


def summary(output: str) -> list[str]:
    """The lines from the heading of what is not written to the counts."""
    lines = output.splitlines()
    start = next(number for number, line in enumerate(lines) if " not written yet " in line)
    return [line for line in lines[start + 1 :] if not line.startswith(("-", "="))]


def test_a_block_for_each_exercise(project: Project) -> None:
    """The file, how many specs wait, the task, what is to be written; in the catalogue's order; then how to begin."""
    answer = project.run("katas", environment={"COLUMNS": "80"})
    assert answer.status == pytest.ExitCode.TESTS_FAILED
    assert [line for line in summary(answer.output) if line] == [
        "Every exercise begins like this: its specs are red, since what they call is not",
        "there yet.",
        "katas/first/count.py                                                     4 specs",
        "    Say how many there are",
        "    to write: count (line 6)",
        "katas/second/count.py                                                    4 specs",
        "    Say it again",
        "    to write: count (line 6)",
        "How to begin: katas/first/README.md tells the task. Write count in",
        "katas/first/count.py, in the place of the line that raises NotImplementedError,",
        "and run",
        "    pytest katas/first/test_count.py",
    ]
    assert "short test summary" not in answer.output
    assert "= FAILURES =" not in answer.output


def test_they_are_failures_all_the_same(project: Project) -> None:
    """Counted, with the verdict of each spec in JUnit XML, and run again by `--lf`."""
    answer = project.run("katas")
    assert "8 failed" in answer.output
    assert set(answer.verdicts.values()) == {"not-implemented"}
    assert set(answer.outcomes.values()) == {"failed"}
    assert "count is not written yet (line 6)" in answer.texts["test_none"]
    assert "run-last-failure: rerun previous 8 failures" in project.run("katas", "--lf").output


@pytest.mark.parametrize("more", [["-n1"], ["-q"], ["--tb=short"], ["-x"]])
def test_whatever_the_session(project: Project, more: list[str]) -> None:
    """With workers, quietly, with another style of tracebacks, up to the first."""
    answer = project.run("katas/first", *more)
    assert "    to write: count (line 6)" in summary(answer.output)
    assert "FAILED katas" not in answer.output


def test_each_of_them_with_v(project: Project) -> None:
    """`-v` shows every page."""
    output = project.run("katas/first", "-v").output
    assert output.count("\nnot-implemented: count is not written yet (line 6).") == 4
    assert "= not written yet =" not in output


def test_others_as_ever(project: Project) -> None:
    """A mistake has its page and its line in the summary; what it is about is not told as unwritten."""
    project.write("katas/first/count.py", "def count(numbers):\n    return 0\n")
    output = project.run("katas").output
    assert "FAILED katas/first/test_count.py::test_count[1] - assertion" in output
    assert "4 specs" in output
    assert "katas/first/count.py  " not in output
    assert "6 failed, 2 passed" in output


def test_many_exercises_get_a_line_each(project: Project) -> None:
    """A session of all katas stays a list that one can look over."""
    tables = [f'[first.exercises.count{number}]\ntask = "Task {number}"\n' for number in range(6)]
    project.write("katas/catalogue.toml", CATALOGUE + "".join(tables))
    for number in range(6):
        project.exercise(f"first/count{number}", STUB, SPEC)
    lines = summary(project.run("katas").output)
    start = lines.index("katas/first   First steps")
    assert lines[start + 1 : start + 3] == [
        "    count.py   4 specs  Say how many there are",
        "    count0.py  4 specs  Task 0",
    ]


def test_a_spec_without_a_catalogue(project: Project) -> None:
    """What the catalogue does not know has no task, and is told all the same."""
    (project.root / "katas" / "catalogue.toml").unlink()
    assert "    to write: count (line 6)" in summary(project.run("katas/first").output)


class TestFunctionsToWrite:
    """What is to be written is read from the file."""

    def test_methods_by_their_class(self) -> None:
        """As one would call them, each with the line to replace."""
        source = (
            "class Box:\n    def put(self):\n        '''Doc.'''\n        raise NotImplementedError\n"
            "    def get(self):\n        return 1\n"
            "def main():\n    raise NotImplementedError('later')\n"
        )
        assert functions_to_write(source) == [("Box.put", 4), ("main", 8)]

    def test_a_file_that_does_not_compile(self) -> None:
        """Another verdict tells of that."""
        assert functions_to_write("def broken(:") == []

    def test_an_error_on_the_way(self) -> None:
        """A function that has a body and refuses something is written."""
        assert functions_to_write("def f(x):\n    if x:\n        raise NotImplementedError\n    return 1\n") == []
