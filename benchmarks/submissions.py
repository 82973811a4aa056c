"""How long a class takes: `pytest katas/condition --submissions DIR -n 2`, with solutions of the gallery.

Two classes. In one everybody hands in one file, a solution of the gallery, and nothing else; in the other everybody
hands in the whole kata, a solution for each exercise. Wrong solutions are most of them, as in the gallery. Wall time is
what the aim is about; processor time is told beside it, since it says on a busy machine what an idle one would need.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from itertools import chain, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.environment import REPOSITORY, pythons
from benchmarks.report import Grid, Report, progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KATA: Final = "condition"
WORKERS: Final = 2
#: Seconds of wall time for the whole class, and how many it has.
WITHIN: Final = 300.0
PEOPLE: Final = 200
PEOPLE_QUICK: Final = 10


def solutions(kata: str) -> dict[str, list[Path]]:
    """Return the gallery's files for each exercise of *kata*, the reference among them."""
    gallery = REPOSITORY / "tests" / "gallery" / kata
    entries = tomllib.loads((gallery / "gallery.toml").read_text(encoding="utf-8"))
    return {
        exercise: [
            REPOSITORY / "reference" / kata / f"{exercise}.py",
            *(gallery / exercise / f"{slug}.py" for slug in slugs),
        ]
        for exercise, slugs in entries.items()
    }


def one_file_each(folder: Path, people: int) -> None:
    """Make a class in which everybody hands in one solution, exercise after exercise."""
    by_exercise = solutions(KATA)
    longest = max(map(len, by_exercise.values()))
    turns = chain.from_iterable(
        [(exercise, files[number]) for exercise, files in by_exercise.items() if number < len(files)]
        for number in range(longest)
    )
    for number, (exercise, file) in enumerate(islice(cycle(list(turns)), people)):
        _hand_in(folder, number, {exercise: file})


def whole_kata_each(folder: Path, people: int) -> None:
    """Make a class in which everybody hands in a solution for each exercise."""
    by_exercise = solutions(KATA)
    for number in range(people):
        _hand_in(folder, number, {name: files[number % len(files)] for name, files in by_exercise.items()})


def _hand_in(folder: Path, number: int, files: Mapping[str, Path]) -> None:
    place = folder / f"person {number + 1}" / KATA
    place.mkdir(parents=True)
    for exercise, file in files.items():
        shutil.copyfile(file, place / f"{exercise}.py")


def run(given: Sequence[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: the interpreter to measure on; none for the one that runs.
    :param quick: a class of ten.
    """
    python = next(iter(pythons(list(given) or [sys.executable]).values()))
    people = PEOPLE_QUICK if quick else PEOPLE
    report = Report("submissions")
    grid = Grid(
        f"`pytest katas/{KATA} --submissions DIR -n {WORKERS}`",
        ["the class", "people", "specs", "passed", "seconds", "processor seconds", "seconds a person"],
    )
    for name, build in (("one solution each", one_file_each), ("the whole kata each", whole_kata_each)):
        progress(f"submissions: {name}")
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "class"
            build(folder, people)
            seconds, processor, passed, specs = _judged(python, folder, Path(place))
        figures = (f"{seconds:.0f}", f"{processor:.0f}", f"{seconds / people:.2f}")
        grid.add(name, str(people), f"{specs:,}", f"{passed:,}", *figures)
        allowed = WITHIN * people / PEOPLE
        sentence = f"{people} submissions, {name}, are judged within {allowed:g} s: {seconds:.0f} s"
        report.aims.append((sentence, seconds <= allowed))
    report.grids.append(grid)
    return report


def _judged(python: str, folder: Path, place: Path) -> tuple[float, float, int, int]:
    """Return wall seconds, processor seconds, how many specs passed, and how many there were."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    environment |= {"PYTHONPYCACHEPREFIX": str(place / "compiled")}
    answer = place / "answer.json"
    command = [python, "-m", "pytest", f"katas/{KATA}", f"--submissions={folder}", f"--submissions-json={answer}"]
    command += ["-n", str(WORKERS), "-q", "-p", "no:cacheprovider"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False, timeout=3600
    )
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        msg = f"pytest ended with status {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise RuntimeError(msg)
    told = json.loads(answer.read_text(encoding="utf-8"))
    grades = [kata for person in told["people"] for kata in person["katas"]]
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, processor, sum(grade["passed"] for grade in grades), sum(grade["specs"] for grade in grades)
