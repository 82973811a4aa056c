"""How long a learner waits: `pytest katas/condition` beside bare `pytest` on one empty test, and the references.

The two commands are run in turns, pair by pair, so that a busy moment of the machine hits both; a ratio is taken within
a pair, and the median of the ratios counts. Compiled files and pytest's cache are kept, as in an environment that has
been used before, but in a folder of their own. Plugins of pytest that only the project's own tests bring along are
kept out of both commands: a learner's environment has none, and `hypothesis` alone takes as long as pytest.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any, Final

from benchmarks.environment import REPOSITORY, pythons
from benchmarks.report import Grid, Report, progress, spread

#: How many times the time of bare pytest.
AT_MOST: Final = 2.0
#: Seconds of wall time in which the references of one kata pass.
REFERENCE_WITHIN: Final = 10.0
PAIRS: Final = 9
#: Plugins that a learner's environment does not have.
NOT_A_LEARNERS: Final = ("-p", "no:hypothesispytest", "-p", "no:anyio")

#: Seconds of wall time, and seconds of processor time, which say more on a busy machine.
Seconds = tuple[float, float]

EMPTY: Final = "def test_nothing():\n    pass\n"


class Pytest:
    """Runs pytest as a learner does.

    :param folder: where compiled files, the cache and the empty test lie.
    """

    def __init__(self, python: str, folder: Path) -> None:
        self._python = python
        self._folder = folder
        (folder / "bare").mkdir()
        (folder / "bare" / "test_nothing.py").write_text(EMPTY, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        self._environment = environment | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def bare(self) -> Seconds:
        """Return the seconds that bare pytest takes on one empty test."""
        return self._timed(["test_nothing.py"], self._folder / "bare", 0)

    def katas(self, *arguments: str, status: int) -> Seconds:
        """Return the seconds that pytest takes on katas.

        :param status: the exit status that it must have.
        """
        return self._timed(["-o", f"cache_dir={self._folder / 'cache'}", *arguments], REPOSITORY, status)

    def _timed(self, arguments: list[str], folder: Path, status: int) -> Seconds:
        command = [self._python, "-m", "pytest", *NOT_A_LEARNERS, *arguments]
        started, before = time.perf_counter(), _processor_time_of_children()
        done = subprocess.run(
            command, cwd=folder, env=self._environment, capture_output=True, text=True, check=False, timeout=600
        )
        seconds = time.perf_counter() - started, _processor_time_of_children() - before
        if done.returncode != status:
            msg = (
                f"pytest {' '.join(arguments)} ended with status {done.returncode}, not {status}: {done.stdout[-2000:]}"
            )
            raise RuntimeError(msg)
        return seconds


def _processor_time_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def katas() -> list[str]:
    """Return the names of the katas, from the catalogue."""
    catalogue: dict[str, Any] = tomllib.loads((REPOSITORY / "katas" / "catalogue.toml").read_text(encoding="utf-8"))
    return [name for name in catalogue if (REPOSITORY / "reference" / name).is_dir()]


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: the interpreters to measure on; none for the one that runs.
    :param quick: fewer pairs.
    """
    report = Report("startup")
    for version, python in pythons(given or [sys.executable]).items():
        with tempfile.TemporaryDirectory() as folder:
            pytest = Pytest(python, Path(folder))
            report.grids.append(_starts(pytest, version, 3 if quick else PAIRS, report))
            report.grids.append(_references(pytest, version, 1 if quick else 3, report))
    return report


def _starts(pytest: Pytest, version: str, pairs: int, report: Report) -> Grid:
    commands = {
        "pytest katas/condition": ("katas/condition",),
        "pytest katas/condition -x": ("katas/condition", "-x"),
        "pytest katas/condition/test_alternating.py": ("katas/condition/test_alternating.py",),
    }
    pytest.bare()
    pytest.katas("katas/condition", status=1)
    bare: dict[str, list[Seconds]] = {command: [] for command in commands}
    ours: dict[str, list[Seconds]] = {command: [] for command in commands}
    for number in range(pairs):
        for command, arguments in commands.items():
            progress(f"start on {version}: pair {number + 1} of {pairs}, {command}")
            bare[command].append(pytest.bare())
            ours[command].append(pytest.katas(*arguments, status=1))
    grid = Grid(
        f"Seconds on {version}, with the stubs as they are",
        ["command", "bare pytest, one empty test", "it", "ratio", "ratio of processor time"],
    )
    ratios = {}
    for command in commands:
        wall, cpu = (
            [mine[which] / other[which] for mine, other in zip(ours[command], bare[command], strict=True)]
            for which in (0, 1)
        )
        ratios[command] = statistics.median(wall)
        seconds = [spread([one[0] for one in measured[command]], "{:.2f}") for measured in (bare, ours)]
        grid.add(f"`{command}`", *seconds, spread(wall, "{:.2f}"), spread(cpu, "{:.2f}"))
    for command in ("pytest katas/condition", "pytest katas/condition -x"):
        sentence = (
            f"on {version} `{command}` takes at most {AT_MOST:g} times as long as bare pytest: {ratios[command]:.2f}"
        )
        report.aims.append((sentence, ratios[command] <= AT_MOST))
    return grid


def _references(pytest: Pytest, version: str, rounds: int, report: Report) -> Grid:
    grid = Grid(f"Seconds on {version} until the references have passed", ["kata", "`pytest katas/... --reference`"])
    slowest = 0.0
    for kata in katas():
        figures = []
        for number in range(rounds):
            progress(f"references on {version}: {kata}, round {number + 1} of {rounds}")
            figures.append(pytest.katas(f"katas/{kata}", "--reference", status=0)[0])
        slowest = max(slowest, statistics.median(figures))
        grid.add(kata, spread(figures, "{:.1f}"))
    sentence = (
        f"on {version} the references of each kata pass within {REFERENCE_WITHIN:g} s: the slowest took {slowest:.1f} s"
    )
    report.aims.append((sentence, slowest <= REFERENCE_WITHIN))
    return grid
