"""`pytest katas/NAME --hammer N`: the same specs on real threads, and what came out in a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.hammer.plugin import table
from tests.kata_project import Project

if TYPE_CHECKING:
    from tests.kata_project import Answer

COUNTER: Final = """
value = 0

def add():
    global value
    value = value + 1
"""
LOCKED: Final = """
import threading

value = 0
lock = threading.Lock()

def add():
    global value
    with lock:
        value = value + 1
"""
SPEC: Final = """
import threading
import pytest

def run(kata):
    threads = [threading.Thread(target=kata.add, name=name) for name in ("one", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def test_both_count(kata):
    run(kata)
    assert kata.value == 2

def test_alone(kata):
    kata.add()
    assert kata.value == 1

@pytest.mark.explore(hammer=False)
def test_of_the_clock(kata):
    run(kata)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A repository of katas with the hammer among its plugins."""
    made = Project(tmp_path)
    made.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.hammer.plugin", "plugins.report"]\n')
    made.exercise("race/counter", COUNTER, SPEC)
    made.exercise("lock/counter", LOCKED, SPEC)
    return made


def test_a_right_solution_passes_and_the_table_says_how_often(project: Project) -> None:
    """Rounds of each spec, fewer where no thread is started; what the clock decides is skipped with a sentence."""
    answer = project.run("katas/lock", "--hammer", "300", "-rs")
    assert answer.status == 0
    assert answer.verdicts == {"test_both_count": "ok", "test_alone": "ok", "test_of_the_clock": ""}
    assert answer.outcomes["test_of_the_clock"] == "skipped"
    assert "real threads, CPython" in answer.output
    rows = [line.split() for line in answer.output.splitlines() if "::test_" in line]
    assert [row[:4] for row in rows] == [["300", "300", "0", "-"], ["10", "10", "0", "-"]]
    assert "310 rounds, nothing wrong seen" in answer.output
    assert "the spec is for the simulated machine only: it says hammer=False" in answer.output


def test_a_race_fails_with_its_page_and_its_numbers(project: Project) -> None:
    """The verdict is the simulation's; values, first round and whether it was seen here are real."""
    answer = project.run("katas/race", "--hammer", "500", "--seed", "3")
    assert answer.verdicts["test_both_count"] == "lost-update"
    assert answer.status == 1
    page = " ".join(answer.texts["test_both_count"].split())
    assert "an update of `value` was lost" in page
    assert "of 500 rounds on CPython" in page
    assert "right" in page
    assert "assert 1 == 2" in page
    assert "the first wrong one was round" in page
    assert "see it again pytest katas/race --hammer 500 --seed 3" in page
    assert answer.verdicts["test_alone"] == "ok"


def test_workers_of_xdist_give_the_same_table(project: Project) -> None:
    """Each row once, whichever process ran the spec."""
    answer = project.run("katas", "--hammer", "50", "-n", "2")
    rows = [line for line in answer.output.splitlines() if "::test_" in line and line.lstrip()[:2] in ("50", "10")]
    assert len(rows) == 4
    assert answer.status == 1


def test_hammering_in_pytests_own_process(project: Project) -> None:
    """With -s, as ever."""
    answer = project.run("katas/lock", "--hammer", "50", "-s")
    assert answer.status == 0
    assert "60 rounds, nothing wrong seen" in answer.output


def test_a_program_that_ends_its_process_or_never_comes_back_fails_alone(project: Project) -> None:
    """The child is supervised as ever: `--time-limit` bounds one round."""
    project.exercise(
        "bad/counter",
        """
        import itertools, os, threading

        def leaves():
            os._exit(0)

        def counts():
            sum(itertools.count())
        """,
        """
        import threading

        def test_leaves(kata):
            threading.Thread(target=kata.leaves).start()

        def test_counts(kata):
            threading.Thread(target=kata.counts).start()

        def test_still_there(kata):
            assert kata
        """,
    )
    answer = project.run("katas/bad", "--hammer", "20", "--time-limit", "2")
    assert answer.verdicts == {"test_leaves": "crash", "test_counts": "time-limit", "test_still_there": "ok"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--hammer", "0"], "argument --hammer: '0' is no number of rounds; give 1 or more"),
        (["--hammer", "-3"], "argument --hammer: '-3' is no number of rounds; give 1 or more"),
        (["--hammer", "many"], "argument --hammer: 'many' is no whole number; give one such as 10000"),
        (
            ["--hammer", "9", "--schedules", "5"],
            "--hammer 9 and --schedules 5 exclude each other: real threads follow no schedule; give one",
        ),
    ],
)
def test_numbers_that_make_no_sense_are_refused(project: Project, arguments: list[str], said: str) -> None:
    """The fact, the value, the way out; nothing is run."""
    answer = project.run("katas/lock", *arguments)
    assert answer.status == 4
    assert said in answer.output


def test_a_replay_is_not_hammered(project: Project) -> None:
    """A token names a schedule; real threads follow none."""
    token = _token(project.run("katas/race", "-k", "both"))
    answer = project.run("katas/race", "--hammer", "9", "--replay", token)
    assert answer.status == 4
    said = f"--hammer 9 and --replay {token!r} exclude each other: real threads follow no schedule; "
    assert f"{said}leave --hammer out to see that one again" in answer.output


def _token(answer: Answer) -> str:
    return answer.output.partition("--replay ")[2].split()[0]


def test_the_table_names_luck_and_the_commonest_wrong_result() -> None:
    """Columns are as wide as their widest cell."""

    def tally(**values: Any) -> dict[str, Any]:
        nothing = {"seconds": 2.0, "lost": 0, "possible": 0, "wrong": {}, "first": 0, "threads": True}
        return {**nothing, "rounds": 10_000, "right": 10_000, **values}

    rows = [
        ("katas/a/test_a.py::test_one", tally()),
        ("katas/a/test_a.py::test_two", tally(possible=10_000)),
        (
            "katas/a/test_a.py::test_three",
            tally(right=9_000, possible=10_000, lost=1_000, wrong={"got 1": 900, "got 0": 100}, first=12),
        ),
        ("katas/a/test_a.py::test_four", tally(rounds=10, right=10, threads=False)),
    ]
    assert table(rows) == [
        "rounds   right  wrong  first  rounds/s  spec",
        "10,000  10,000      0      -     5,000  test_a.py::test_one",
        "10,000  10,000      0      -     5,000  test_a.py::test_two  right by luck: an update can get lost",
        "10,000   9,000  1,000     12     5,000  test_a.py::test_three  got 1, and 1 more",
        "    10      10      0      -         5  test_a.py::test_four  (starts no thread)",
    ]
    assert table(rows[:1])[-1] == "10,000 rounds, nothing wrong seen"
