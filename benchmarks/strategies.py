"""How soon each strategy finds the bugs of the collection: what the default was chosen by.

A strategy looks for all bugs in one process, with several seeds; a bug counts as missed if it was not found within two
seconds. Right twins are explored by `dpor`, to say how many are proved and how many interleavings they have.
"""

from __future__ import annotations

import statistics
import sys
from typing import Any, Final

from benchmarks.bugs import BUGS, Bug
from benchmarks.environment import pythons
from benchmarks.one_bug import answers_of
from benchmarks.report import Grid, Report, progress
from plugins.simulation.registry import DEFAULT, STRATEGIES

#: Seconds of processor time in which each bug must be found, and in which half of them must.
FOUND_WITHIN: Final = 2.0
HALF_WITHIN: Final = 0.05
#: Seconds of processor time that a right twin may take.
PROOF: Final = 5.0
_SYSTEMATIC: Final = ("dpor", "bounded")

Finds = dict[tuple[str, str], list[dict[str, Any]]]


def look(python: str, strategy: str, seed: int, *, right: bool = False) -> dict[str, dict[str, Any]]:
    """Return what *strategy* finds, by the names of the bugs."""
    names = [bug.name for bug in BUGS if bug.provable or not right]
    seconds = PROOF if right else FOUND_WITHIN
    options = ["--seed", f"{seed}", "--seconds", f"{seconds}"] + ["--right"] * right
    return answers_of(python, "simulation", strategy, names, options, 20 * seconds)


def measure(python: str, seeds: int) -> Finds:
    """Return what each strategy finds of each bug, an answer a seed."""
    finds: Finds = {(bug.name, strategy): [] for bug in BUGS for strategy in STRATEGIES}
    for strategy in STRATEGIES:
        for seed in range(1 if strategy in _SYSTEMATIC else seeds):
            progress(f"{strategy}, seed {seed}")
            for name, answer in look(python, strategy, seed).items():
                finds[name, strategy].append(answer)
    return finds


def _cell(answers: list[dict[str, Any]]) -> str:
    found = [answer for answer in answers if answer["found"]]
    if not found:
        return "-"
    schedules = statistics.median(answer["schedules"] for answer in found)
    milliseconds = 1000 * statistics.median(answer["cpu"] for answer in found)
    missed = f" ({len(found)} of {len(answers)})" if len(found) < len(answers) else ""
    return f"{schedules:,.0f} / {milliseconds:,.0f}{missed}"


def finds_grid(finds: Finds) -> Grid:
    """Return the table of bugs by strategies."""
    grid = Grid(
        "Schedules / milliseconds of processor time until the bug is found, median over seeds (how many found it)",
        ["bug", *STRATEGIES],
    )
    for bug in BUGS:
        grid.add(bug.says, *(_cell(finds[bug.name, strategy]) for strategy in STRATEGIES))
    return grid


def sums_grid(finds: Finds) -> Grid:
    """Return the table of strategies as a whole."""
    grid = Grid(
        "All of them together",
        ["strategy", "searches that found the bug", "median schedules", "median ms", "90 % within ms", "slowest ms"],
    )
    for strategy in STRATEGIES:
        answers = [answer for bug in BUGS for answer in finds[bug.name, strategy]]
        found = [answer for answer in answers if answer["found"]]
        times = sorted(1000 * answer["cpu"] for answer in found)
        grid.add(
            strategy,
            f"{len(found)} of {len(answers)}",
            f"{statistics.median(answer['schedules'] for answer in found):,.0f}",
            f"{statistics.median(times):,.1f}",
            f"{times[len(times) * 9 // 10]:,.1f}",
            f"{times[-1]:,.0f}",
        )
    return grid


def proofs_grid(proofs: dict[str, dict[str, Any]]) -> Grid:
    """Return the table of right twins."""
    grid = Grid("Right twins under `dpor`", ["twin of", "interleavings", "redundant", "ms", "proved"])
    for name, answer in proofs.items():
        grid.add(
            _says(name),
            f"{answer['schedules']:,}",
            f"{answer['redundant']:,}",
            f"{1000 * answer['cpu']:,.0f}",
            "yes" if answer["proved"] else "no",
        )
    return grid


def _says(name: str) -> str:
    found: Bug = next(bug for bug in BUGS if bug.name == name)
    return found.says


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: interpreters to look at first.
    :param quick: one seed.
    """
    python = next(iter(pythons(given, "import greenlet").values()), sys.executable)
    finds = measure(python, 1 if quick else 5)
    proofs = look(python, "dpor", 0, right=True)
    report = Report("strategies", [sums_grid(finds), finds_grid(finds), proofs_grid(proofs)])
    answers = [answer for bug in BUGS for answer in finds[bug.name, DEFAULT]]
    missed = [bug.name for bug in BUGS if not all(answer["found"] for answer in finds[bug.name, DEFAULT])]
    told = ", ".join(missed) or "none"
    report.aims.append((f"{DEFAULT}, the default, finds each bug in {FOUND_WITHIN:g} s: missed {told}", not missed))
    median = statistics.median(answer["cpu"] if answer["found"] else FOUND_WITHIN for answer in answers)
    sentence = f"half of them within {1000 * HALF_WITHIN:g} ms of processor time: {1000 * median:.1f} ms"
    report.aims.append((sentence, median <= HALF_WITHIN))
    wrong = [
        bug.name for bug in BUGS for answer in finds[bug.name, DEFAULT] if answer["kind"] not in ("ok", bug.verdict)
    ]
    report.aims.append((f"with the right verdict: {', '.join(wrong) or 'all'}", not wrong))
    unproved = [name for name, answer in proofs.items() if not answer["proved"]]
    sentence = f"all {len(proofs)} small right twins are proved; not: {', '.join(unproved) or 'none'}"
    report.aims.append((sentence, not unproved))
    return report
