"""What a step costs on the page of `--timeline`, by the number of steps that the page holds, in a real Chromium.

Measured is the time from the click until the page is laid out anew, and that until the next frame, in milliseconds. A
page that drew all its steps would become slower with their number; this one must not.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.report import Grid, Report, progress
from plugins.simulation.timeline.page import page
from plugins.simulation.timeline.picture import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW: Final = 100
MANY: Final = 10_000
#: Steps that are timed on each page.
TIMED: Final = 300
TIMED_QUICK: Final = 50
#: How much dearer a step may be on the long page.
TIMES: Final = 2.0

#: Goes on step by step; two frames are waited for each time, and half of that is one.
_STEPPING: Final = """
const done = arguments[arguments.length - 1], count = arguments[0], work = [], frames = [];
function one() {
    const began = performance.now();
    document.getElementById('next').click();
    document.body.offsetHeight;
    work.push(performance.now() - began);
    requestAnimationFrame(() => requestAnimationFrame(now => {
        frames.push((performance.now() - began) / 2);
        if (work.length < count) one(); else done([work, frames]);
    }));
}
one();
"""
_OPENING: Final = "const t = performance.getEntriesByType('navigation')[0]; return t.domComplete - t.responseEnd"


def many(count: int) -> dict[str, Any]:
    """Return a picture of so many steps of three threads that hold locks, wait and wake each other."""
    moments: list[Any] = [[0, "begins", 0, 1, 0, 0.0, [["n", thread, f"thread {thread}"] for thread in range(3)], 0]]
    for number in range(1, count):
        thread, other = number % 3, (number + 1) % 3
        effects: list[Any] = [
            ["v", "total", str(number), 1],
            ["p", f"line {number}"],
            ["+", thread, str(number), "lock"],
        ]
        if number > 3:
            effects.append(["-", str(number - 1)])
        if number % 5 == 0:
            effects += [["b", thread, 0], ["a", other, thread, "wake"]]
        moments.append([thread, f"step {number}", 0, 1 + number % 40, number, 0.0, effects, 0])
    file = ["program.py", [f"line {number}" for number in range(1, 60)]]
    return empty("assertion") | {"moments": moments, "files": [file], "mark": count // 2, "headline": "wrong"}


def run(python: Sequence[str] = (), *, quick: bool = False) -> Report:
    """Measure a short and a long page; *python* does not matter, it is the browser that works."""
    del python
    from tests.browser import chromium

    report = Report("timeline")
    grid = Grid(
        "Milliseconds for one step, from the click on",
        [
            "steps on the page",
            "to open it",
            "until the page is changed: median",
            "slowest",
            "a frame: median",
            "slowest",
        ],
    )
    medians = {}
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder) / "profile", height=900) as driver:
        for count in (FEW, MANY):
            progress(f"timeline: {count:,} steps")
            file = Path(folder) / f"{count}.html"
            file.write_text(page("a page", [("run", many(count))]), encoding="utf-8")
            driver.get(file.as_uri())
            opening = driver.execute_script(_OPENING)
            # The page opens at the step that is marked, in the middle: so many are left to go on to.
            timed = min(count // 2 - 1, TIMED_QUICK if quick else TIMED)
            work, frames = (sorted(times) for times in driver.execute_async_script(_STEPPING, timed))
            medians[count] = work[timed // 2]
            grid.add(
                f"{count:,}",
                f"{opening:.0f}",
                *(f"{value:.1f}" for value in (work[timed // 2], work[-1], frames[timed // 2], frames[-1])),
            )
    report.grids.append(grid)
    times = medians[MANY] / medians[FEW]
    report.aims.append(
        (f"a step of {MANY:,} costs at most {TIMES:g} times one of {FEW}: {times:.2f}", times <= TIMES),
    )
    return report
