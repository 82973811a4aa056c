"""How soon each strategy finds the mistakes of the katas' gallery, as a learner's run looks for them.

Every wrong solution of an exercise on the simulated machine is judged by the specs that must reject it, once with each
strategy and seed; what a spec's search took, in schedules and seconds, is what counts, not pytest around it. A mistake
counts as found when one of its specs gets the verdict that the gallery pins.

Counted is also how often the threads switch in the schedule that is told, which has been shrunk by then.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.environment import REPOSITORY
from benchmarks.gallery_probe import VARIABLE
from benchmarks.report import Grid, Report, progress
from plugins.authoring.solutions import Solution, batches, judge
from plugins.kata.packs import Pack
from plugins.simulation.registry import DEFAULT

#: Those that sample; what the systematic ones find is in `strategies`.
STRATEGIES: Final = ("mix", "random", "pct", "pos")
#: Schedules that a search may take, and seconds in which half of the mistakes must be found.
SCHEDULES: Final = 1000
HALF_WITHIN: Final = 0.05
#: A mistake that some strategy needs more schedules for is a row of the table.
_HARD: Final = 20
#: Context switches that a learner should have to follow at most.
FEW_SWITCHES: Final = 4


@dataclass(frozen=True)
class Find:
    """What one strategy needed for one mistake, with one seed: the quickest of its specs.

    :ivar switches: context switches in what is told, for each of its specs.
    """

    found: bool
    schedules: int = 0
    seconds: float = 0.0
    switches: tuple[int, ...] = ()


Finds = dict[tuple[str, str], list[Find]]


def wrong_solutions() -> Iterator[list[Solution]]:
    """Yield batches of the wrong solutions of exercises on the simulated machine."""
    pack = Pack("", REPOSITORY)
    katas = tomllib.loads((REPOSITORY / "katas" / "catalogue.toml").read_text(encoding="utf-8"))
    for batch in batches(pack, katas):
        if kept := [solution for solution in batch if solution.fails and _is_simulated(solution)]:
            yield kept


def _is_simulated(solution: Solution) -> bool:
    spec = REPOSITORY / "katas" / solution.kata / f"test_{solution.exercise}.py"
    return "mark.real" not in spec.read_text(encoding="utf-8")


def look(batch: list[Solution], strategy: str, seed: int) -> dict[str, Find]:
    """Judge a batch, and return what *strategy* needed for each of its mistakes."""
    options = (
        "--strategy",
        strategy,
        "--seed",
        str(seed),
        "--schedules",
        str(SCHEDULES),
        "-p",
        "benchmarks.gallery_probe",
    )
    with tempfile.TemporaryDirectory() as place:
        probe = Path(place) / "probe.jsonl"
        probe.touch()
        judge(REPOSITORY, batch, Path(place), *options, **{VARIABLE: str(probe)})
        seen = [json.loads(line) for line in probe.read_text(encoding="utf-8").splitlines()]
    return {str(solution): _quickest(solution, seen) for solution in batch}


def _quickest(solution: Solution, seen: list[dict[str, Any]]) -> Find:
    own = [one for one in seen if (one["kata"], one["exercise"]) == (solution.kata, solution.exercise)]
    finds = [
        one
        for one in own
        for spec, verdicts in solution.fails.items()
        if spec in (one["spec"], one["spec"].partition("[")[0]) and one["verdict"] in verdicts
    ]
    if not finds:
        return Find(found=False)
    quickest = min(finds, key=lambda one: int(one["schedules"]))
    switches = tuple(one["switches"] for one in finds)
    return Find(found=True, schedules=quickest["schedules"], seconds=quickest["seconds"], switches=switches)


def measure(seeds: int) -> Finds:
    """Return what each strategy needed for each mistake, one answer a seed."""
    finds: Finds = {}
    for batch in wrong_solutions():
        for strategy in STRATEGIES:
            for seed in range(seeds):
                progress(f"{strategy}, seed {seed}: {batch[0]}")
                for solution, find in look(batch, strategy, seed).items():
                    finds.setdefault((solution, strategy), []).append(find)
    return finds


def sums_grid(finds: Finds) -> Grid:
    """Return the table of strategies as a whole."""
    head = ["strategy", "found", "median schedules", "90 % within schedules", "most", "median ms", "90 % within ms"]
    grid = Grid("All mistakes together", head)
    for strategy in STRATEGIES:
        answers = [find for (_, used), found in finds.items() if used == strategy for find in found]
        found = [find for find in answers if find.found]
        schedules = sorted(find.schedules for find in found)
        times = sorted(1000 * find.seconds for find in found)
        grid.add(
            strategy,
            f"{len(found)} of {len(answers)}",
            f"{statistics.median(schedules):,.0f}",
            f"{schedules[len(schedules) * 9 // 10]:,}",
            f"{schedules[-1]:,}",
            f"{statistics.median(times):,.1f}",
            f"{times[len(times) * 9 // 10]:,.1f}",
        )
    return grid


def hard_grid(finds: Finds) -> Grid:
    """Return the table of the mistakes that are not found at once by every strategy."""
    title = f"Schedules, for mistakes that some strategy misses or needs more than {_HARD} for (median over seeds)"
    grid = Grid(title, ["mistake", *STRATEGIES])
    for solution in dict.fromkeys(solution for solution, _ in finds):
        cells = []
        hard = False
        for strategy in STRATEGIES:
            found = finds[solution, strategy]
            schedules = [find.schedules for find in found if find.found]
            hard = hard or len(schedules) < len(found) or statistics.median(schedules) > _HARD
            cells.append(_cell(schedules, len(found)))
        if hard:
            grid.add(solution, *cells)
    return grid


def switches_grid(finds: Finds) -> Grid:
    """Return the table of the mistakes whose shortest story, with the default strategy, has many switches."""
    grid = Grid(
        f"Mistakes that are told with more than {FEW_SWITCHES} context switches by every spec that rejects them",
        ["mistake", "switches, one figure a seed"],
    )
    for solution, counts in _fewest_switches(finds).items():
        if max(counts) > FEW_SWITCHES:
            grid.add(solution, ", ".join(f"{count}" for count in counts))
    return grid


def _fewest_switches(finds: Finds) -> dict[str, list[int]]:
    """Return for each mistake the switches of the shortest story that the default strategy led to, a figure a seed."""
    return {
        solution: counts
        for (solution, used), found in finds.items()
        if used == DEFAULT and (counts := [min(find.switches) for find in found if find.found])
    }


def _cell(schedules: list[int], tried: int) -> str:
    if not schedules:
        return "-"
    missed = f" ({len(schedules)} of {tried})" if len(schedules) < tried else ""
    return f"{statistics.median(schedules):,.0f}{missed}"


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: no other interpreter than the one that runs is looked at.
    :param quick: one seed.
    """
    if given:
        print("benchmarks: the gallery is looked through by the interpreter that runs", file=sys.stderr)
    finds = measure(1 if quick else 2)
    report = Report("gallery", [sums_grid(finds), hard_grid(finds), switches_grid(finds)])
    answers = [(solution, find) for (solution, used), found in finds.items() if used == DEFAULT for find in found]
    missed = sorted({solution for solution, find in answers if not find.found})
    told = ", ".join(missed) or "none"
    report.aims.append(
        (f"{DEFAULT}, the default, finds each mistake in {SCHEDULES:,} schedules: missed {told}", not missed)
    )
    median = statistics.median(find.seconds if find.found else HALF_WITHIN + 1 for _, find in answers)
    report.aims.append(
        (f"half of them within {1000 * HALF_WITHIN:g} ms: {1000 * median:.1f} ms", median <= HALF_WITHIN)
    )
    fewest = _fewest_switches(finds)
    many = sum(max(counts) > FEW_SWITCHES for counts in fewest.values())
    stories = [count for _, find in answers for count in find.switches]
    long = sum(count > FEW_SWITCHES for count in stories)
    sentence = (
        f"each mistake is told with at most {FEW_SWITCHES} context switches: so are {len(fewest) - many} of "
        f"{len(fewest)}; of all {len(stories):,} stories, {long:,} have more"
    )
    report.aims.append((sentence, not many))
    return report
