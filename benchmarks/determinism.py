"""The same answer every time: verdict, schedules, operations, token and text, in many runs, on each Python at hand.

Of specs on real processes only verdict, schedules and token are compared: there the kernel decides who comes first, and
so which of two mistakes is told.

- 100 runs of one spec of each kata, judging a wrong solution of the gallery: a run is one session with all of these
  specs, since most of the time of a session with one would go into starting pytest;
- 100 runs of each broken program, on the command line;
- 10 runs of all specs of all katas, judging the references and judging wrong solutions.

Each run is a process of its own, with a hash seed of its own; as many run at once as there are processors.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.environment import REPOSITORY, pythons
from benchmarks.programs import BROKEN
from benchmarks.report import Grid, Report, progress

RUNS: Final = 100
RUNS_OF_ALL: Final = 10
GALLERY: Final = REPOSITORY / "tests" / "gallery"
#: Seconds of wall time that a spec may take: a busy machine must not decide what it finds.
PATIENCE: Final = 600
#: More specs than this are counted in the table, fewer get a row each.
FEW: Final = 50
#: Fields of `--json` that are not about time.
SAME: Final = ("verdict", "schedules", "operations", "replay", "explanation", "output", "virtual_seconds")


def wrong_solutions(folder: Path) -> dict[str, str]:
    """Lay one wrong solution of each exercise out in *folder*, as a submission.

    :return: for each kata the spec, as pytest names it, that must fail first.
    """
    specs: dict[str, str] = {}
    for listing in sorted(GALLERY.glob("*/gallery.toml")):
        kata = listing.parent.name
        entries: dict[str, Any] = tomllib.loads(listing.read_text(encoding="utf-8"))
        for exercise, solutions in entries.items():
            wrong = next((slug for slug, entry in solutions.items() if entry.get("fails")), None)
            source = listing.parent / exercise / f"{wrong}.py"
            if wrong is None or not source.is_file():
                continue
            (folder / kata).mkdir(exist_ok=True)
            shutil.copy(source, folder / kata / f"{exercise}.py")
            spec = next(iter(solutions[wrong]["fails"]))
            specs.setdefault(kata, f"katas/{kata}/test_{exercise}.py::{spec}")
    return specs


def run_pytest(python: str, arguments: list[str]) -> str:
    """Run pytest with *arguments*; return what came out of each spec, as text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "junit.xml"
        command = [python, "-m", "pytest", "-p", "benchmarks.witness", "-p", "no:cacheprovider", f"--junitxml={file}"]
        command.append(f"--time-limit={PATIENCE}")
        done = subprocess.run(
            [*command, *arguments], cwd=REPOSITORY, env=_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            msg = f"pytest {' '.join(arguments)} ended with status {done.returncode}: {done.stdout[-2000:]}"
            raise RuntimeError(msg)
        cases = ET.parse(file).getroot().iter("testcase")  # noqa: S314 pytest has just written it
        found = {
            f"{case.get('classname')}::{case.get('name')}": {
                str(entry.get("name")): entry.get("value") for entry in case.iter("property")
            }
            for case in cases
        }
    return json.dumps(found, sort_keys=True)


def run_program(python: str, name: str) -> str:
    """Run a program on the command line; return what came out, as text."""
    command = [python, "-m", "plugins.simulation", "--schedules", "1000", "--json", f"benchmarks/programs/{name}.py"]
    done = subprocess.run(command, cwd=REPOSITORY, env=_environment(), capture_output=True, text=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    return json.dumps({name: {key: answer[key] for key in SAME}}, sort_keys=True)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHASHSEED", "PYTEST_ADDOPTS")}


def repeat(run: Callable[[], str], times: int) -> Counter[str]:
    """Return how often each answer came, in *times* calls of *run*."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return Counter(done.result() for done in [pool.submit(run) for _ in range(times)])


def differences(answers: Counter[str]) -> str:
    """Say where the answers differ: the first two specs, and what is not the same of them."""
    decoded = [json.loads(answer) for answer in answers]
    names = sorted(set().union(*decoded))
    parts = []
    for name in names:
        of_name = [answer.get(name) or {} for answer in decoded]
        keys = sorted(set().union(*of_name))
        unlike = [key for key in keys if len({json.dumps(one.get(key)) for one in of_name}) > 1]
        if unlike:
            parts.append(f"{name}: {', '.join(unlike)}")
    return "; ".join(parts[:2]) + (f" and {len(parts) - 2} more" if len(parts) > 2 else "")


def by_spec(answers: Counter[str]) -> dict[str, Counter[str]]:
    """Return for each spec how often each of its answers came, given the answers of whole sessions."""
    found: dict[str, Counter[str]] = {}
    for answer, count in answers.items():
        for name, entry in json.loads(answer).items():
            found.setdefault(name, Counter())[json.dumps({name: entry}, sort_keys=True)] += count
    return found


def tasks(python: str, folder: Path, runs: int, runs_of_all: int) -> list[tuple[str, int, Callable[[], str]]]:
    """Return what is run on *python*: in words, how often, and the call.

    :param folder: where the wrong solutions are laid out.
    """
    wrong = ["--submission", str(folder)]
    specs = wrong_solutions(folder)
    found: list[tuple[str, int, Callable[[], str]]] = [
        ("one spec of each kata", runs, partial(run_pytest, python, [*specs.values(), *wrong]))
    ]
    found += [(program.says, runs, partial(run_program, python, program.name)) for program in BROKEN]
    found.append(("all specs, references", runs_of_all, partial(run_pytest, python, ["katas", "--reference"])))
    found.append(("all specs, wrong solutions", runs_of_all, partial(run_pytest, python, ["katas", *wrong])))
    return found


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: interpreters to measure on; none for those at hand.
    :param quick: few runs.
    """
    runs, runs_of_all = (4, 2) if quick else (RUNS, RUNS_OF_ALL)
    report = Report("determinism")
    grid = Grid("Runs and the different answers that came", ["Python", "what is run", "runs", "answers", "the answer"])
    report.grids.append(grid)
    for version, python in pythons(given).items():
        unlike: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            for what, times, call in tasks(python, Path(folder), runs, runs_of_all):
                progress(f"determinism on {version}: {what}, {times} runs")
                answers = repeat(call, times)
                if len(answers) > 1:
                    unlike.append(f"{what} ({differences(answers)})")
                specs = by_spec(answers)
                for name, of_spec in specs.items() if 1 < len(specs) < FEW else [(what, answers)]:
                    grid.add(version, _called(name), f"{of_spec.total()}", f"{len(of_spec)}", _short(of_spec))
        sentence = f"on {version} every run gave the same answer"
        report.aims.append((f"{sentence}, but not: {'; '.join(unlike)}" if unlike else sentence, not unlike))
    return report


def _called(name: str) -> str:
    """Return how the table calls a spec, "condition: test_rotation, test_three_take_turns"."""
    place, _, spec = name.partition("::")
    _, _, exercise = place.partition(".")
    return f"{exercise.replace('.', ': ')}, {spec}" if spec else name


def _short(answers: Counter[str]) -> str:
    """Return the verdict, schedules and token of the first spec that failed, or how many passed."""
    found: dict[str, dict[str, Any]] = json.loads(answers.most_common(1)[0][0])
    failed = [entry for entry in found.values() if entry.get("verdict", "ok") != "ok"]
    if len(found) > 20:
        verdicts = Counter(entry.get("verdict", "none") for entry in found.values())
        return ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common(4))
    if not failed:
        return f"{len(found)} specs ok"
    first = failed[0]
    return f"{first['verdict']} in schedule {first['schedules']}, {first['replay']}"
