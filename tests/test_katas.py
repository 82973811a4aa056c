"""The katas judge rightly: stubs ask to be written, references pass, every mistake of the gallery is found and told.

Specs are programs too, and wrong ones either let mistakes through or insist on one wording. What guards them is a
gallery: wrong solutions that must be rejected, for the right reason, and right ones in other styles that must pass.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plugins.authoring.selfcheck import misjudged, unfinished
from plugins.simulation.result import ASSERTION, NOT_IMPLEMENTED, OK
from tests.solutions import (
    CATALOGUE,
    EXERCISES,
    PATIENCE,
    REPOSITORY,
    ROOT,
    Case,
    Solution,
    batches,
    gallery_of,
    judge,
    run_specs,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: With KATAS_GALLERY=K/N a part of the gallery is tried, every N-th batch from number K on (from 0).
PART = [int(number) for number in os.environ.get("KATAS_GALLERY", "0/1").split("/")]
BATCHES = batches()[PART[0] :: PART[1]]
SOLUTIONS = [(number, solution) for number, batch in enumerate(BATCHES) for solution in batch]
#: A kata has at least so many wrong solutions; where the subject is rich, more.
WRONG_SOLUTIONS = {
    "condition": 8,
    "lock": 8,
    "producer_consumer": 8,
    "event": 8,
    "semaphore": 8,
    "socket_server": 10,
    "process_pool": 10,
    "process_queue": 10,
}
#: As `[tool.coverage.run]` of pyproject.toml, for the references alone.
MEASURED = """
[run]
branch = true
parallel = true
include = reference/*
concurrency = thread,greenlet
patch = subprocess,fork,_exit
data_file = {data}
"""
#: Exercises of which no spec is small enough to be proved: one spec goes through 30 orders of steps, with a sleep each.
NOT_PROVED = {"event/clear_first"}
#: Exercises whose proved specs have one interleaving only. Most ask for an answer and start no threads that could meet;
#: `semaphore/slots` is proved for single threads, its specs with several have tens of thousands of interleavings.
ONE_INTERLEAVING = {
    "break_it/doors",
    "break_it/standstill",
    "break_it/updates",
    "lock/predict",
    "lock_order/foresight",
    "race/schedules",
    "race/switch_points",
    "semaphore/slots",
    "shared_data/predict",
    "shared_data/survey",
    "socket_server/framing",
    "thread_methods/deadline",
}


def is_explored(kata: str, exercise: str) -> bool:
    """Whether the specs of an exercise are about threads, and run on the machine that can prove something of them."""
    spec = ROOT / "katas" / kata / f"test_{exercise}.py"
    return CATALOGUE[kata]["part"] != "processes" and "mark.real" not in spec.read_text("utf-8")


@pytest.fixture(scope="session")
def cases_of_batch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], list[Case]]:
    """Return what tells, by number, what the specs say of all solutions of one batch; they are run once."""

    @cache
    def cases(number: int) -> list[Case]:
        return judge(BATCHES[number], tmp_path_factory.mktemp(f"batch{number}"))

    return cases


@pytest.mark.parametrize(
    ("batch", "solution"),
    [pytest.param(batch, solution, id=f"{solution}, batch {batch}") for batch, solution in SOLUTIONS],
)
def test_each_solution_gets_its_verdict(
    batch: int, solution: Solution, cases_of_batch: Callable[[int], list[Case]]
) -> None:
    """A wrong one is rejected by the specs that are named, with the verdict and the words; a right one passes all."""
    exercise = (solution.kata, solution.exercise)
    cases = [case for case in cases_of_batch(batch) if (case.kata, case.exercise) == exercise]
    problems = list(misjudged(solution, cases))
    assert not problems, "\n\n".join(problems)


@pytest.mark.once
def test_every_stub_asks_to_be_written(tmp_path: Path) -> None:
    """Every spec fails, and the verdict is that there is nothing to judge yet."""
    cases = run_specs(tmp_path, "katas")
    assert [case for case in cases if case.verdict != NOT_IMPLEMENTED] == []
    assert {(case.kata, case.exercise) for case in cases} == set(EXERCISES)


def test_every_reference_passes(tmp_path: Path) -> None:
    """On this Python, with few schedules: what takes long is looked at in the next two, on one."""
    cases = run_specs(tmp_path, "katas", "--reference", "--strategy", "random", "--schedules", "25", "-n", "2")
    assert not [case for case in cases if case.verdict != OK]
    assert {(case.kata, case.exercise) for case in cases} == set(EXERCISES)


@pytest.mark.once
def test_every_reference_passes_under_other_seeds_and_in_parallel(tmp_path: Path) -> None:
    """The same answer from other schedules, and from two workers that share the specs; and small specs are proved."""
    cases = run_specs(tmp_path, "katas", "--reference", "--seed", "7", "--schedules", "60", "-n", "2")
    assert not [case for case in cases if case.verdict != OK]
    most: dict[str, int] = {}
    for case in (case for case in cases if is_explored(case.kata, case.exercise)):
        exercise = f"{case.kata}/{case.exercise}"
        most[exercise] = max(most.get(exercise, 0), case.proved)
    assert {exercise for exercise, interleavings in most.items() if not interleavings} <= NOT_PROVED
    alone = {exercise for exercise, interleavings in most.items() if interleavings == 1}
    assert alone <= NOT_PROVED | ONE_INTERLEAVING


@pytest.mark.once
def test_every_reference_passes_and_is_exercised_wholly(tmp_path: Path) -> None:
    """No line and no branch of a reference is left out by the specs: what no spec needs has no business there."""
    # A file of its own, and `include`: thousands of processes are measured, and each reads this and nothing else.
    settings = tmp_path / "coverage.ini"
    settings.write_text(MEASURED.format(data=tmp_path / ".coverage"), "utf-8")
    measured = ("-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest")
    # Nothing is proved here: that takes ten times as long when every line is counted, and reaches no more of them.
    few = ("--strategy", "random", "--schedules", "25")
    cases = run_specs(tmp_path, "katas", "--reference", *few, through=measured)
    assert not [case for case in cases if case.verdict != OK]
    tell = ["json", "--quiet", "-o", str(tmp_path / "coverage.json")]
    for command in (["combine", "--quiet"], tell):
        arguments = [sys.executable, "-m", "coverage", *command, f"--rcfile={settings}"]
        subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, timeout=PATIENCE)
    files = json.loads((tmp_path / "coverage.json").read_text("utf-8"))["files"]
    assert {f"reference/{kata}/{exercise}.py" for kata, exercise in EXERCISES} <= set(files)
    left_out = {
        name: (file["missing_lines"], file["missing_branches"])
        for name, file in files.items()
        if file["missing_lines"] or file["missing_branches"]
    }
    assert not left_out


def test_the_catalogue_lists_every_kata() -> None:
    """A folder with a lesson is a kata, and is listed."""
    folders = {readme.parent.name for readme in (ROOT / "katas").glob("*/README.md")}
    assert folders == set(CATALOGUE)


@pytest.mark.parametrize("kata", CATALOGUE)
def test_a_kata_lacks_nothing(kata: str) -> None:
    """What the self-check of authors can see: files, signatures, lessons, hints, gallery; and its section."""
    assert list(unfinished(REPOSITORY, REPOSITORY.entries()[kata])) == []
    beyond = CATALOGUE[kata]["part"] == "beyond"
    assert re.fullmatch("" if beyond else r"[PT]\d+", CATALOGUE[kata]["section"])


@pytest.mark.parametrize("kata", WRONG_SOLUTIONS)
def test_the_gallery_of_a_rich_subject_is_rich(kata: str) -> None:
    """There are more ways to go wrong here."""
    assert len([solution for solution in gallery_of(kata) if solution.fails]) >= WRONG_SOLUTIONS[kata]


def test_a_case_without_a_verdict_is_not_taken_for_right(tmp_path: Path) -> None:
    """The judge itself: a solution that is no solution is rejected, with a verdict and a text."""
    solution = next(gallery_of("condition"))
    place = tmp_path / "condition"
    place.mkdir()
    (place / f"{solution.exercise}.py").write_text("def alternate(limit, *, odd_first=False):\n    pass\n", "utf-8")
    spec = f"katas/condition/test_{solution.exercise}.py::test_odd_may_start_first"
    cases = run_specs(tmp_path, spec, "--submission", str(tmp_path))
    assert [case.verdict for case in cases] == [OK, *[ASSERTION] * 4]
    assert "nothing came, where 0 was expected" in cases[-1].text
