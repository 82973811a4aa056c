"""The collection of bugs, looked through by all tools side by side: found, how soon, and which right twins are proved.

Each search of a peer is a process of its own, which is ended if it takes too long; it may take far longer than ours. A
tool's cell holds its best strategy for that bug, chosen afterwards, which flatters the peers; ours is the default.
"""

from __future__ import annotations

import statistics
from typing import Any, Final

from benchmarks.bugs import BUGS
from benchmarks.environment import peers_python, run_json
from benchmarks.report import Grid, Report, progress

OURS: Final = ("simulation", "mix")
PEERS: Final = (
    ("interleave_test", "random"),
    ("interleave_test", "pct"),
    ("frontrun", "random"),
    ("frontrun", "dpor-virtual"),
)
#: What a right twin is proved by: interleave-test's own search has a bound, which its documentation tells.
PROVERS: Final = (("simulation", "dpor"), ("frontrun", "dpor-virtual"), ("interleave_test", "dfs"))
#: Seconds that a search may take, and those that a process takes to start.
PATIENCE: Final = 10.0
START: Final = 30.0

Tool = tuple[str, str]
Answers = dict[tuple[str, Tool], dict[str, Any]]


def look(python: str, tool: Tool, name: str, seconds: float, *, right: bool = False) -> dict[str, Any]:
    """Return what *tool* says of one bug, or of its twin."""
    package, strategy = tool
    command = [python, "-m", "benchmarks.one_bug", package, strategy, name, "--seconds", f"{seconds}"]
    command += ["--right"] * right
    if package == "frontrun":
        command[1:1] = ["-m", "frontrun.cli", python]
    try:
        answer = run_json(command, seconds + START)
    except RuntimeError as error:
        return {"found": False, "kind": "fails", "cannot": str(error)}
    found: dict[str, Any] = answer.get(name, {"found": False, "kind": "late"})
    return found


def measure(python: str, seconds: float) -> tuple[Answers, Answers]:
    """Return what each tool says of each bug, and of each right twin that is small."""
    wrong: Answers = {}
    right: Answers = {}
    for bug in BUGS:
        for tool in (OURS, *PEERS):
            progress(f"{bug.name}: {' '.join(tool)}")
            wrong[bug.name, tool] = look(python, tool, bug.name, seconds)
        for tool in PROVERS if bug.provable else ():
            progress(f"twin of {bug.name}: {' '.join(tool)}")
            right[bug.name, tool] = look(python, tool, bug.name, seconds, right=True)
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
