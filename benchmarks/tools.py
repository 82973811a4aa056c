"""The collection of bugs, looked through by all tools side by side: found, how soon, and which right twins are proved.

A tool looks for one bug after another in one process, for some seconds each; one that does not come back is ended, and
goes on behind that bug. frontrun's DPOR is also asked to prove the right twins; interleave-test has a depth-first
search with a bound on preemptions, which proves nothing.

How many schedules a second a tool runs is measured on the right twins, of which nothing ends the search too early.
"""

from __future__ import annotations

import statistics
from typing import Any, Final

from benchmarks.bugs import BUGS
from benchmarks.environment import peers_python
from benchmarks.one_bug import answers_of
from benchmarks.report import Grid, Report, progress

OURS: Final = ("simulation", "mix")
PEERS: Final = (
    ("interleave_test", "random"),
    ("interleave_test", "pct"),
    ("frontrun", "random"),
    ("frontrun", "dpor-virtual"),
)
#: What right twins are proved by.
PROVERS: Final = (("simulation", "dpor"), ("frontrun", "dpor-virtual"))
#: What runs schedules until its time is over; random is the strategy of all, PCT of two.
RUNNERS: Final = (OURS, ("simulation", "random"), ("simulation", "pct"), *PEERS)
#: Wall seconds that a search may take; ours is counted in seconds of the processor.
PATIENCE: Final = 10.0
#: How many times the schedules per second of each peer, on each program that it can express.
AIMS: Final = {"interleave_test": 40, "frontrun": 100}

Tool = tuple[str, str]
Answers = dict[tuple[str, Tool], dict[str, Any]]


def measure_rates(python: str, seconds: float) -> Answers:
    """Return what each tool says of each right twin, after so many seconds."""
    answers: Answers = {}
    options = ["--seconds", f"{seconds}", "--right"]
    for bug in BUGS:
        # One tool right after another, so that a busy moment of the machine hits all of them.
        progress(f"rates: {bug.name}")
        for tool in RUNNERS:
            answers[bug.name, tool] = answers_of(python, *tool, [bug.name], options, 2 * seconds)[bug.name]
    return answers


def measure(python: str, seconds: float) -> tuple[Answers, Answers]:
    """Return what each tool says of each bug, and of each right twin that is small."""
    wrong: Answers = {}
    right: Answers = {}
    options = ["--seconds", f"{seconds}"]
    limit = 2 * seconds
    for tool in (OURS, *PEERS):
        progress(f"bugs: {' '.join(tool)}")
        for name, answer in answers_of(python, *tool, [bug.name for bug in BUGS], options, limit).items():
            wrong[name, tool] = answer
    for tool in PROVERS:
        progress(f"twins: {' '.join(tool)}")
        small = [bug.name for bug in BUGS if bug.provable]
        for name, answer in answers_of(python, *tool, small, [*options, "--right"], limit).items():
            right[name, tool] = answer
    return wrong, right


def _cell(answer: dict[str, Any]) -> str:
    if answer["found"]:
        return f"{answer['seconds']:.3f} / {answer['schedules']:,}"
    return str(answer["kind"]).replace("ok", "passes it")


def finds_grid(wrong: Answers) -> Grid:
    """Return the table of bugs."""
    tools = (OURS, *PEERS)
    grid = Grid("Seconds / schedules until the bug is found", ["bug", *(" ".join(tool) for tool in tools)])
    for bug in BUGS:
        grid.add(bug.says, *(_cell(wrong[bug.name, tool]) for tool in tools))
    return grid


def _rate(answer: dict[str, Any]) -> float:
    """Return the schedules per second, 0 where there was none, or a false alarm."""
    return answer["schedules"] / answer["seconds"] if answer.get("schedules") and not answer["found"] else 0.0


def _ratios(rates: Answers) -> dict[tuple[str, str], float]:
    """Return, by bug and peer, how many times as fast our fastest strategy is; what a peer cannot run is left out."""
    ratios: dict[tuple[str, str], float] = {}
    for bug in BUGS:
        best = {
            name: max(_rate(rates[bug.name, tool]) for tool in RUNNERS if tool[0] == name) for name in (OURS[0], *AIMS)
        }
        ratios |= {(bug.name, peer): best[OURS[0]] / best[peer] for peer in AIMS if best[peer]}
    return ratios


def rates_grid(rates: Answers) -> Grid:
    """Return the table of schedules per second."""
    columns = ["right twin of", *(" ".join(tool) for tool in RUNNERS), *(f"times {peer}" for peer in AIMS)]
    grid = Grid("Schedules per second", columns)
    ratios = _ratios(rates)
    for bug in BUGS:
        row = [bug.says]
        for tool in RUNNERS:
            answer = rates[bug.name, tool]
            row.append(f"{_rate(answer):,.0f}" if _rate(answer) else f"cannot ({answer['kind']})")
        row += [f"{ratios[bug.name, peer]:,.0f}" if (bug.name, peer) in ratios else "-" for peer in AIMS]
        grid.add(*row)
    return grid


def sums_grid(wrong: Answers, right: Answers, rates: Answers) -> Grid:
    """Return the table of tools."""
    grid = Grid(
        "All of them together", ["", "bugs found", "median s", "schedules per second", "false alarms", "proved"]
    )
    for tool in dict.fromkeys((*RUNNERS, *PROVERS)):
        answers = [wrong[bug.name, tool] for bug in BUGS if (bug.name, tool) in wrong]
        found = [answer for answer in answers if answer["found"]]
        twins = [answer for (_, other), answer in right.items() if other == tool]
        known = [_rate(answer) for (_, other), answer in rates.items() if other == tool and _rate(answer)]
        grid.add(
            " ".join(tool),
            f"{len(found)} of {len(answers)}" if answers else "",
            f"{statistics.median(answer['seconds'] for answer in found):.3f}" if found else "",
            f"{statistics.median(known):,.0f}" if known else "",
            f"{sum(answer['found'] for answer in twins)}" if twins else "",
            f"{sum(bool(answer.get('proved')) for answer in twins)} of {len(twins)}" if twins else "",
        )
    return grid


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: interpreters to look at first.
    :param quick: less patience.
    """
    python = peers_python(given)
    wrong, right = measure(python, PATIENCE / 5 if quick else PATIENCE)
    rates = measure_rates(python, 0.5 if quick else 1.5)
    report = Report("tools", [sums_grid(wrong, right, rates), finds_grid(wrong), rates_grid(rates)])
    missed = [bug.name for bug in BUGS if not wrong[bug.name, OURS]["found"]]
    report.aims.append((f"every bug is found here: missed {', '.join(missed) or 'none'}", not missed))
    ours = [answer for (_, tool), answer in right.items() if tool == PROVERS[0]]
    proved = sum(answer["proved"] for answer in ours)
    report.aims.append((f"every small right twin is proved here: {proved} of {len(ours)}", proved == len(ours)))
    for peer, aim in AIMS.items():
        ratios = {bug: ratio for (bug, other), ratio in _ratios(rates).items() if other == peer}
        least = min(ratios, key=lambda bug: ratios[bug])
        sentence = (
            f"at least {aim} times the schedules per second of {peer}'s fastest strategy on each right twin that it "
            f"can run: so it is on {sum(ratio >= aim for ratio in ratios.values())} of {len(ratios)}, "
            f"the median is {statistics.median(ratios.values()):.0f} times, the least {ratios[least]:.0f} ({least})"
        )
        report.aims.append((sentence, ratios[least] >= aim))
    return report
