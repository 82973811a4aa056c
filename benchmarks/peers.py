"""Schedules per second, and time until the bug is found, beside `frontrun` and `interleave-test`.

All three run the same programs (`benchmarks.programs`) in the same interpreter, each figure in a process of its own. A
round measures every tool on a program right after another, so that a busy moment of the machine hits all of them; a
ratio is taken within a round, and its median over the rounds is what counts.

Counted are complete schedules, failing ones too. The clock starts after imports and a warm-up. So that our own counting
is not trusted blindly, right programs are also run by the public `explore` with a fixed number of schedules, and the
whole call is timed from outside, the start of its process included.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.environment import peers_python, run_json
from benchmarks.programs import BROKEN, RIGHT, Program
from benchmarks.report import Grid, Report, progress, spread

#: How many times the schedules per second of each peer, on each program that it can express.
AIMS: Final = {"interleave_test": 25, "frontrun": 60}
#: Seconds in which each bug must be found.
FOUND_WITHIN: Final = 0.1
#: A whole call may take this many times the seconds that it says it took, and one more second to start and end.
TRUSTED: Final = 1.25
ALLOWED_START: Final = 1.0
#: Seconds that a peer may take to find a bug.
PATIENCE: Final = 10.0
#: Seconds for a process to start, import and warm up.
START: Final = 30.0

#: The default first; random and PCT, since these are the strategies of the peers too.
OURS: Final = (("simulation", "mix"), ("simulation", "random"), ("simulation", "pct"))
PEERS: Final = (
    ("interleave_test", "random"),
    ("interleave_test", "pct"),
    ("frontrun", "random"),
    ("frontrun", "dpor"),
    ("frontrun", "dpor-virtual"),
)
TITLES: Final = {
    ("simulation", "mix"): "here, default",
    ("simulation", "random"): "here, random",
    ("simulation", "pct"): "here, PCT",
    ("interleave_test", "random"): "interleave-test random",
    ("interleave_test", "pct"): "interleave-test PCT",
    ("frontrun", "random"): "frontrun random",
    ("frontrun", "dpor"): "frontrun DPOR",
    ("frontrun", "dpor-virtual"): "frontrun DPOR, virtual clock",
}
Tool = tuple[str, str]


@dataclass
class Cell:
    """What one tool did on one program.

    :ivar rates: schedules per second, a figure a round.
    :ivar cpu_rates: schedules per second of processor time.
    :ivar finds: the answers of its searches.
    :ivar cannot: why it has no rate.
    """

    rates: list[float] = field(default_factory=list)
    cpu_rates: list[float] = field(default_factory=list)
    finds: list[dict[str, Any]] = field(default_factory=list)
    cannot: str = ""


Cells = dict[tuple[str, Tool], Cell]


def measure(python: str, tool: Tool, what: str, program: str, *, seconds: float, seed: int) -> dict[str, Any]:
    """Return one answer of `benchmarks.one`."""
    name, strategy = tool
    command = [
        python,
        "-m",
        "benchmarks.one",
        name,
        what,
        program,
        strategy,
        "--seconds",
        f"{seconds}",
        "--seed",
        f"{seed}",
    ]
    if name == "frontrun":
        # Its command line sets up what it needs, as its documentation shows.
        command = [python, "-m", "frontrun.cli", *command]
    return run_json(command, seconds + START)


def measure_rates(python: str, rounds: int, seconds: float) -> Cells:
    """Return the rates of all tools on all programs."""
    cells: Cells = defaultdict(Cell)
    for number in range(rounds):
        for program in (*BROKEN, *RIGHT):
            for tool in (*OURS, *PEERS):
                cell = cells[program.name, tool]
                if cell.cannot:
                    continue
                progress(f"rates, round {number + 1} of {rounds}: {program.name}, {' '.join(tool)}")
                answer = measure(python, tool, "rate", program.name, seconds=seconds, seed=1000 * number)
                if "late" in answer or "cannot" in answer or not answer["schedules"]:
                    cell.cannot = answer.get("cannot") or "no schedule in time"
                else:
                    cell.rates.append(answer["schedules"] / answer["seconds"])
                    cell.cpu_rates.append(answer["schedules"] / answer["cpu"])
    return cells


def measure_finds(python: str, cells: Cells, seeds: int) -> None:
    """Add the searches of all tools for the bugs."""
    for program in BROKEN:
        for tool in (*OURS, *PEERS):
            cell = cells[program.name, tool]
            for seed in range(1 if tool[1].startswith("dpor") else seeds):
                progress(f"bugs: {program.name}, {' '.join(tool)}, seed {seed}")
                answer = measure(python, tool, "find", program.name, seconds=PATIENCE, seed=seed)
                cell.finds.append(answer)


def best_ratio(cells: Cells, program: Program, peer: str, *, cpu: bool = False) -> float | None:
    """Return how many times as fast our fastest strategy is as that of *peer*; None if it cannot express the program.

    :param cpu: compare processor time instead of wall time.
    """

    def rates_of(tool: Tool) -> list[float]:
        cell = cells[program.name, tool]
        return cell.cpu_rates if cpu else cell.rates

    ours = [max(rates) for rates in zip(*(rates_of(tool) for tool in OURS), strict=True)]
    rivals = [rates_of(tool) for tool in PEERS if tool[0] == peer]
    ratios = [
        ours[number] / max(rates[number] for rates in rivals if len(rates) > number)
        for number in range(len(ours))
        if any(len(rates) > number for rates in rivals)
    ]
    return statistics.median(ratios) if ratios else None


def rates_grid(cells: Cells) -> Grid:
    """Return the table of schedules per second."""
    grid = Grid(
        "Schedules per second: median of the rounds",
        [
            "program",
            *(TITLES[tool] for tool in (*OURS, *PEERS)),
            *(f"times {peer}{by}" for peer in AIMS for by in ("", ", by processor time")),
        ],
    )
    for program in (*BROKEN, *RIGHT):
        row = [program.says]
        for tool in (*OURS, *PEERS):
            rates = cells[program.name, tool].rates
            form = ",.0f" if tool in OURS else ",.1f"
            row.append(format(statistics.median(rates), form) if rates else "cannot")
        for peer in AIMS:
            for cpu in (False, True):
                ratio = best_ratio(cells, program, peer, cpu=cpu)
                row.append("-" if ratio is None else f"{ratio:,.0f}")
        grid.add(*row)
    return grid


def finds_grid(cells: Cells) -> Grid:
    """Return the table of bugs found."""
    grid = Grid(
        "Seconds until the bug is found / schedules tried: median over seeds (how many of them found it)",
        ["program", *(TITLES[tool] for tool in OURS), "shrunk and explained", *(TITLES[tool] for tool in PEERS)],
    )
    for program in BROKEN:
        row = [program.says, *(_found(cells[program.name, tool].finds) for tool in OURS)]
        row.append(spread([answer["explained"] for answer in cells[program.name, OURS[0]].finds], "{:.3f}"))
        grid.add(*row, *(_found(cells[program.name, tool].finds) for tool in PEERS))
    return grid


def _found(answers: list[dict[str, Any]]) -> str:
    found = [answer for answer in answers if answer.get("found")]
    if not found:
        late = any("late" in answer for answer in answers)
        return f"not within {PATIENCE:g} s" if late else str(answers[0]["kind"])
    seconds = statistics.median(answer["seconds"] for answer in found)
    schedules = statistics.median(answer["schedules"] for answer in found)
    count = "" if len(found) == len(answers) else f" ({len(found)} of {len(answers)})"
    return f"{seconds:.3f} / {schedules:,.0f}{count}"


def outside_look(python: str, cells: Cells, seconds: float) -> tuple[Grid, float]:
    """Time the command line from outside, on right programs, for as many schedules as take about *seconds*.

    :return: the table, and the most that a whole call took compared with what the tool says of itself.
    """
    grid = Grid(
        "The same by the command line, timed from outside, the start of its two processes included",
        ["program", "schedules", "operations a schedule", "its own seconds", "whole call", "schedules per second"],
    )
    most = 0.0
    for program in RIGHT:
        progress(f"outside look: {program.name}")
        count = max(100, int(seconds * statistics.median(cells[program.name, OURS[0]].rates)))
        path = f"benchmarks/programs/{program.name}.py"
        command = [python, "-m", "plugins.simulation", "--schedules", f"{count}", "--json", path]
        started = time.perf_counter()
        answer = run_json(command, 10 * seconds + START)
        whole = time.perf_counter() - started
        if (answer["verdict"], answer["schedules"]) != ("ok", count):
            msg = f"{program.name}: {answer['verdict']} after {answer['schedules']} of {count} schedules"
            raise RuntimeError(msg)
        most = max(most, (whole - ALLOWED_START) / answer["seconds"])
        operations = f"{answer['operations'] / count:.0f}"
        own = f"{answer['seconds']:.2f}"
        grid.add(program.says, f"{count:,}", operations, own, f"{whole:.2f}", f"{count / whole:,.0f}")
    return grid, most


def run(pythons: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param pythons: interpreters to look at first.
    :param quick: one short round, for a look at the direction.
    """
    python = peers_python(pythons)
    rounds, seconds, seeds = (1, 0.5, 1) if quick else (3, 1.0, 3)
    cells = measure_rates(python, rounds, seconds)
    measure_finds(python, cells, seeds)
    report = Report("peers")
    outside, most = outside_look(python, cells, 4 * seconds)
    report.grids = [rates_grid(cells), finds_grid(cells), outside]
    for peer, aim in AIMS.items():
        ratios = {program: best_ratio(cells, program, peer) for program in (*BROKEN, *RIGHT)}
        known = {program: ratio for program, ratio in ratios.items() if ratio is not None}
        least = min(known, key=lambda program: known[program])
        sentence = (
            f"at least {aim} times the schedules per second of {peer}'s fastest strategy on each program that it can "
            f"express ({len(known)} of {len(ratios)}): the least is {known[least]:.0f} times, {least.says}"
        )
        report.aims.append((sentence, known[least] >= aim))
    finds = [answer for program in BROKEN for tool in OURS for answer in cells[program.name, tool].finds]
    slowest = max(answer["seconds"] for answer in finds)
    all_found = all(answer["found"] for answer in finds)
    sentence = f"every bug found within {FOUND_WITHIN} s: the slowest took {slowest:.3f} s"
    report.aims.append((sentence, all_found and slowest <= FOUND_WITHIN))
    sentence = (
        f"a whole call takes no more than {TRUSTED} times the seconds that it tells, and a second: at most {most:.2f}"
    )
    report.aims.append((sentence, most <= TRUSTED))
    return report
