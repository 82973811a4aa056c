"""What an operation costs in short and long programs, and what memory many schedules take.

- *Cost per visible operation*: two threads take turns under a lock, for 10 to 100,000 operations. What one operation
  costs at a length is the difference between a program of that length and one twice as long, so that the fixed cost of
  a schedule (starting threads, a fresh module) is not in it; that is shown beside it.
- *Memory*: the peak of the process's resident memory after 1,000, 10,000 and 100,000 schedules of programs that leave
  cycles, thread-locals, blocked daemon threads, a pool behind.

Each figure comes from a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from typing import Any, Final

from benchmarks.environment import pythons, run_json
from benchmarks.report import Grid, Report, progress

#: Visible operations of a program, about.
LENGTHS: Final = (10, 100, 1_000, 10_000, 100_000)
#: The dearest operation may cost this many times the cheapest.
FLAT: Final = 2.0
#: Operations measured for each length, about, and in how many turns.
SAMPLE: Final = 600_000
TURNS: Final = 12
SCHEDULES: Final = (1_000, 10_000, 100_000)
#: The peak after the most schedules may be above that after the fewest by this factor, and by so many megabytes.
FLAT_MEMORY: Final = 1.05
MODULE: Final = "benchmarks.programs.scalable"


def cost(rounds: int, sample: int) -> dict[str, Any]:
    """Return processor time and operations of a schedule with *rounds* rounds, and of one with twice as many.

    :param sample: operations that are measured, about. The two are measured in turns; the best turn of each counts.
    """
    from plugins.simulation.exploring import Explorer, garbage_between_runs
    from plugins.simulation.registry import make_strategy
    from plugins.simulation.world import World

    world = World(rewrite_names=[MODULE])
    length = rounds
    with world:
        explorer = Explorer(lambda _run: world.import_module(MODULE).take_turns(length), world=world)
        chosen = make_strategy("random", 0, world.machine)
        number = 0

        def seconds_of(count: int) -> float:
            nonlocal number
            started = time.process_time()
            for _ in range(count):
                choose = chosen.chooser(number)
                assert choose is not None  # noqa: S101 random has no end
                if explorer.run_once(choose).verdict != "ok":
                    msg = "a right program failed"
                    raise RuntimeError(msg)
                number += 1
            gc.collect()
            return (time.process_time() - started) / count

        with garbage_between_runs():
            seconds_of(1)
            count = max(1, sample // TURNS // explorer.operations)
            best, operations = [float("inf")] * 2, [0.0] * 2
            for _ in range(TURNS):
                for which in (0, 1):
                    length = rounds * (1 + which)
                    before = explorer.operations
                    best[which] = min(best[which], seconds_of(count))
                    operations[which] = (explorer.operations - before) / count
    slope = (best[1] - best[0]) / max(1.0, operations[1] - operations[0])
    return {"seconds": best[0], "operations": operations[0], "slope": slope}


def memory(program: str, schedules: int) -> dict[str, Any]:
    """Return the peak of resident memory, in bytes, after *schedules* schedules of *program*."""
    import resource

    from plugins.simulation.exploring import explore_program
    from plugins.simulation.world import World

    world = World(rewrite_names=[MODULE])
    with world:
        answer = explore_program(
            lambda _run: getattr(world.import_module(MODULE), program)(), world=world, schedules=schedules
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"verdict": answer.verdict, "schedules": answer.schedules, "peak": peak}


def run(given: list[str], *, quick: bool = False) -> Report:
    """Measure and return the report.

    :param given: interpreters to measure on; none for those at hand.
    :param quick: fewer operations and schedules.
    """
    report = Report("scaling")
    found = pythons(given, "import greenlet, rich")
    lengths, sample = (LENGTHS[:4], SAMPLE // 10) if quick else (LENGTHS, SAMPLE)
    costs = Grid(
        "Microseconds of processor time for one visible operation, by the length of the program",
        [
            "Python",
            "a schedule without rounds",
            *(f"{length:,} operations" for length in lengths),
            "dearest / cheapest",
        ],
    )
    for version, python in found.items():
        fixed, longer = (_one(python, "cost", rounds, f"{sample}") for rounds in ("0", "100"))
        per_round = (longer["operations"] - fixed["operations"]) / 100
        figures = []
        for length in lengths:
            progress(f"cost on {version}: {length:,} operations")
            rounds = max(1, round(length / per_round))
            figures.append(_one(python, "cost", f"{rounds}", f"{sample}")["slope"] * 1e6)
        ratio = max(figures) / max(min(figures), 1e-9)
        cells = [f"{figure:.2f}" for figure in figures]
        costs.add(version, f"{fixed['seconds'] * 1e6:.0f}", *cells, f"{ratio:.2f}")
        sentence = (
            f"on {version} an operation costs the same in short and long programs, within {FLAT:g} times: {ratio:.2f}"
        )
        report.aims.append((sentence, ratio <= FLAT))
    report.grids.append(costs)
    if sys.platform == "win32":
        return report
    counts = SCHEDULES[:2] if quick else SCHEDULES
    peaks = Grid(
        "Peak of resident memory in megabytes, by the number of schedules",
        ["Python", "what a schedule leaves behind", *(f"{count:,}" for count in counts), "last / first"],
    )
    worst = 0.0
    for version, python in found.items():
        for program, says in PROGRAMS.items():
            bytes_ = []
            for count in counts:
                progress(f"memory on {version}: {program}, {count:,} schedules")
                answer = _one(python, "memory", program, str(count))
                if (answer["verdict"], answer["schedules"]) != ("ok", count):
                    msg = f"{program}: {answer['verdict']} after {answer['schedules']} of {count} schedules"
                    raise RuntimeError(msg)
                bytes_.append(answer["peak"])
            ratio = bytes_[-1] / bytes_[0]
            worst = max(worst, ratio)
            peaks.add(version, says, *(f"{value / 1e6:.1f}" for value in bytes_), f"{ratio:.3f}")
    report.grids.append(peaks)
    sentence = f"memory is flat over {counts[-1]:,} schedules, within {FLAT_MEMORY:g} times: at most {worst:.3f}"
    report.aims.append((sentence, worst <= FLAT_MEMORY))
    return report


#: Functions of `benchmarks.programs.scalable` for the memory, and what they leave behind.
PROGRAMS: Final = {
    "nothing_left": "nothing",
    "cycles_left": "cycles, exceptions with tracebacks, thread-locals",
    "daemons_left": "blocked daemon threads, a timer",
    "pool_used": "a pool and a queue",
}


def _one(python: str, *arguments: str) -> dict[str, Any]:
    return run_json([python, "-m", "benchmarks.scaling", *arguments], 900.0)


def main() -> None:
    """Measure one figure, in this process, and print it as a line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling")
    parser.add_argument("what", choices=("cost", "memory"))
    parser.add_argument("which")
    parser.add_argument("count", type=int)
    own = parser.parse_args()
    print(json.dumps(cost(int(own.which), own.count) if own.what == "cost" else memory(own.which, own.count)))


if __name__ == "__main__":
    main()
