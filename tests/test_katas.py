"""The katas judge rightly: stubs ask to be written, references pass, every mistake of the gallery is found and told.

Specs are programs too, and wrong ones either let mistakes through or insist on one wording. What guards them is a
gallery: wrong solutions that must be rejected, for the right reason, and right ones in other styles that must pass.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plugins.simulation.result import ASSERTION, NOT_IMPLEMENTED, OK, VERDICTS
from tests.solutions import (
    CATALOGUE,
    EXERCISES,
    GALLERY,
    PATIENCE,
    ROOT,
    Case,
    Solution,
    batches,
    gallery_of,
    judge,
    run_specs,
    signatures,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BATCHES = batches()
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
FEWEST_WRONG_SOLUTIONS = 5
FEWEST_RIGHT_SOLUTIONS = 2


@pytest.fixture(scope="session")
def cases_of_batch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], list[Case]]:
    """Return what tells, by number, what the specs say of all solutions of one batch; they are run once."""

    @cache
    def cases(number: int) -> list[Case]:
        return judge(BATCHES[number], tmp_path_factory.mktemp(f"batch{number}"))

    return cases


@pytest.mark.parametrize(("batch", "solution"), SOLUTIONS, ids=[str(solution) for _, solution in SOLUTIONS])
def test_each_solution_gets_its_verdict(
    batch: int, solution: Solution, cases_of_batch: Callable[[int], list[Case]]
) -> None:
    """A wrong one is rejected by the specs that are named, with the verdict and the words; a right one passes all."""
    exercise = (solution.kata, solution.exercise)
    cases = [case for case in cases_of_batch(batch) if (case.kata, case.exercise) == exercise]
    rejected = [case for case in cases if case.verdict != OK]
    explanations = "\n\n".join(f"{case.name}\n{case.text}" for case in rejected)
    if not solution.fails:
        assert cases
        assert not rejected, explanations
    for spec, verdicts in solution.fails.items():
        said = {case.verdict for case in rejected if spec in (case.spec, case.name)}
        assert said, f"{spec} accepts it"
        assert said <= set(verdicts), explanations
    unwrapped = " ".join(explanations.split())
    for words in solution.says:
        assert re.search(words, unwrapped, re.IGNORECASE), f"nothing says {words!r} in:\n{explanations}"


@pytest.mark.parametrize("kata", CATALOGUE)
def test_every_stub_asks_to_be_written(kata: str, tmp_path: Path) -> None:
    """Every spec fails, and the verdict is that there is nothing to judge yet."""
    cases = run_specs(tmp_path, f"katas/{kata}")
    assert {case.verdict for case in cases} == {NOT_IMPLEMENTED}, [case for case in cases if case.verdict == OK]


def test_every_reference_passes_under_other_seeds_and_in_parallel(tmp_path: Path) -> None:
    """The same answer from other schedules, and from two workers that share the specs."""
    cases = run_specs(tmp_path, "katas", "--reference", "--seed", "7", "--schedules", "60", "-n", "2")
    assert not [case for case in cases if case.verdict != OK]


def test_every_reference_passes_and_is_exercised_wholly(tmp_path: Path) -> None:
    """No line and no branch of a reference is left out by the specs: what no spec needs has no business there."""
    data = str(tmp_path / ".coverage")
    measured = ("-m", "coverage", "run", "--source=reference", "-m", "pytest")
    cases = run_specs(tmp_path, "katas", "--reference", "--schedules", "25", through=measured, COVERAGE_FILE=data)
    assert not [case for case in cases if case.verdict != OK]
    combine = ["combine", "--quiet", f"--data-file={data}", str(tmp_path)]
    tell = ["json", "--quiet", f"--data-file={data}", "-o", str(tmp_path / "coverage.json")]
    for command in (combine, tell):
        arguments = [sys.executable, "-m", "coverage", *command]
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
def test_a_kata_is_complete_and_holds_nothing_else(kata: str) -> None:
    """A title, a section, katas that come before it; for each exercise a stub, a spec and a reference."""
    entry = CATALOGUE[kata]
    assert entry["title"]
    assert re.fullmatch(r"[PT]\d+", entry["section"])
    assert set(entry["before"]) <= set(CATALOGUE) - {kata}
    exercises = entry["exercises"]
    assert all(exercise["task"] for exercise in exercises.values())
    stubs = {"__init__.py", *(f"{exercise}.py" for exercise in exercises)}
    specs = {f"test_{exercise}.py" for exercise in exercises}
    assert {file.name for file in (ROOT / "katas" / kata).glob("*.py")} == stubs | specs
    assert {file.name for file in (ROOT / "reference" / kata).glob("*.py")} == stubs


@pytest.mark.parametrize(("kata", "exercise"), EXERCISES, ids=map("-".join, EXERCISES))
def test_stub_and_reference_have_the_signatures_of_the_catalogue(kata: str, exercise: str) -> None:
    """What the catalogue promises is there; the reference may have more, and other return types under a decorator."""
    public = set(CATALOGUE[kata]["exercises"][exercise]["public"])
    assert signatures(ROOT / "katas" / kata / f"{exercise}.py") == public
    called = {line.partition(" -> ")[0] for line in signatures(ROOT / "reference" / kata / f"{exercise}.py")}
    assert {line.partition(" -> ")[0] for line in public} <= called


@pytest.mark.parametrize("kata", CATALOGUE)
def test_the_lesson_leads_to_every_exercise(kata: str) -> None:
    """It names the file of each, and its links have something at their other end."""
    folder = ROOT / "katas" / kata
    lesson = (folder / "README.md").read_text("utf-8")
    assert [link for link in re.findall(r"\]\(([^)#:]+)\)", lesson) if not (folder / link).is_file()] == []
    assert [exercise for exercise in CATALOGUE[kata]["exercises"] if f"{exercise}.py" not in lesson] == []


@pytest.mark.parametrize("kata", CATALOGUE)
def test_the_gallery_is_rich_enough_and_means_what_exists(kata: str) -> None:
    """Each entry has its file, its specs exist, its verdicts are words of the list; and there are enough of them."""
    solutions = list(gallery_of(kata))
    assert {solution.file for solution in solutions} == set((GALLERY / kata).glob("*/*.py"))
    for solution in solutions:
        specs = (ROOT / "katas" / kata / f"test_{solution.exercise}.py").read_text("utf-8")
        for spec, verdicts in solution.fails.items():
            assert f"def {spec.partition('[')[0]}(" in specs, solution
            assert set(verdicts) <= set(VERDICTS) - {OK}
    wrong = [solution for solution in solutions if solution.fails]
    assert len(wrong) >= WRONG_SOLUTIONS.get(kata, FEWEST_WRONG_SOLUTIONS)
    for exercise in CATALOGUE[kata]["exercises"]:
        right = [solution for solution in solutions if solution.exercise == exercise and not solution.fails]
        assert len(right) >= FEWEST_RIGHT_SOLUTIONS, exercise


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
