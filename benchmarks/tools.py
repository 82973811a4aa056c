"""The collection of bugs, looked through by all tools side by side: found, how soon, and which right twins are proved.

A tool looks for one bug after another in one process, for some seconds each; one that does not come back is ended, and
goes on behind that bug. frontrun's DPOR is also asked to prove the right twins; interleave-test has a depth-first
search with a bound on preemptions, which proves nothing.
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
#: Wall seconds that a search may take; ours is counted in seconds of the processor.
PATIENCE: Final = 10.0

Tool = tuple[str, str]
Answers = dict[tuple[str, Tool], dict[str, Any]]


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


def sums_grid(wrong: Answers, right: Answers) -> Grid:
    """Return the table of tools."""
    grid = Grid(
        "All of them together", ["", "bugs found", "median s", "schedules per second", "false alarms", "proved"]
    )
    for tool in dict.fromkeys((OURS, *PEERS, *PROVERS)):
        answers = [wrong[bug.name, tool] for bug in BUGS if (bug.name, tool) in wrong]
        found = [answer for answer in answers if answer["found"]]
        twins = [answer for (_, other), answer in right.items() if other == tool]
        rates = [answer["schedules"] / answer["seconds"] for answer in [*answers, *twins] if answer.get("schedules")]
        grid.add(
            " ".join(tool),
            f"{len(found)} of {len(answers)}" if answers else "",
            f"{statistics.median(answer['seconds'] for answer in found):.3f}" if found else "",
            f"{statistics.median(rates):,.0f}" if rates else "",
            f"{sum(answer['found'] for answer in twins)}" if twins else "",
            f"{sum(bool(answer.get('proved')) for answer in twins)} of {len(twins)}" if twins else "",
        )
    return grid


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: interpreters to look at first.
    :param quick: less patience.
    """
    wrong, right = measure(peers_python(given), PATIENCE / 5 if quick else PATIENCE)
    report = Report("tools", [sums_grid(wrong, right), finds_grid(wrong)])
    missed = [bug.name for bug in BUGS if not wrong[bug.name, OURS]["found"]]
    report.aims.append((f"every bug is found here: missed {', '.join(missed) or 'none'}", not missed))
    ours = [answer for (_, tool), answer in right.items() if tool == PROVERS[0]]
    proved = sum(answer["proved"] for answer in ours)
    report.aims.append((f"every small right twin is proved here: {proved} of {len(ours)}", proved == len(ours)))
    return report
