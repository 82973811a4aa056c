"""One figure of one tool, measured in a process that does nothing else.

`python -m benchmarks.one TOOL WHAT PROGRAM STRATEGY` prints one line of JSON. The three tools run the same programs
(`benchmarks.programs`), each the way its own documentation shows, and count the same thing: complete schedules, failing
ones too.

- `rate`: schedules and the seconds they took, for about as long as asked; nothing is shrunk, replayed or explained.
  `cpu` is the processor time, which says more on a busy machine: threads that hand over to each other sleep most of the
  time and are preferred to a process that computes.
- `find`: whether the bug was found, after how many schedules and seconds.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import time
from collections.abc import Callable
from typing import Any, Final

from benchmarks.programs import PROGRAMS

clock = time.perf_counter
cpu_clock = time.process_time

#: Seconds of exploring before a rate is measured: caches, adaptive bytecode, imports.
WARM_UP: Final = 0.25
#: Schedules that a search may take.
ENOUGH: Final = 1_000_000
#: frontrun breaks a random schedule off after so many bytecode instructions; its own default of 300 is too few here.
MAX_OPS: Final = 20_000

Figures = dict[str, Any]


def _rate(schedules: int, failing: int, started: float, cpu_started: float) -> Figures:
    return {
        "schedules": schedules,
        "failing": failing,
        "seconds": clock() - started,
        "cpu": cpu_clock() - cpu_started,
    }


def simulation_rate(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Run schedules one after another, going on after a failing one."""
    from plugins.simulation.exploring import COLLECT_EVERY, Explorer
    from plugins.simulation.registry import make_strategy
    from plugins.simulation.world import World

    module = f"benchmarks.programs.{name}"
    world = World(rewrite_names=[module])
    with world:
        explorer = Explorer(lambda _run: world.import_module(module).main(), world=world)
        chosen = make_strategy(strategy, seed, world.machine)
        number = 0

        def explore_for(budget: float) -> Figures:
            nonlocal number
            first, failing = number, 0
            started, cpu_started = clock(), cpu_clock()
            while clock() - started < budget:
                for _ in range(COLLECT_EVERY):
                    choose = chosen.chooser(number)
                    assert choose is not None  # noqa: S101 random has no end
                    failing += explorer.run_once(choose).verdict != "ok"
                    number += 1
                gc.collect()
            return _rate(number - first, failing, started, cpu_started)

        gc.collect()
        gc.freeze()
        gc.disable()
        explore_for(WARM_UP)
        return explore_for(seconds)


def simulation_find(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Explore as `explore` does in its child: up to the verdict, then shrink and explain."""
    from plugins.simulation.exploring import explore_program
    from plugins.simulation.world import World

    module = f"benchmarks.programs.{name}"
    world = World(rewrite_names=[module])
    with world:
        started = clock()
        answer = explore_program(
            lambda _run: world.import_module(module).main(),
            world=world,
            name=name,
            strategy=strategy,
            schedules=ENOUGH,
            seed=seed,
            time_limit=seconds,
        )
        explained = clock() - started
    return {
        "found": not answer.ok,
        "kind": answer.verdict,
        "schedules": answer.schedules,
        "seconds": answer.seconds,
        "explained": explained,
    }


def interleave_test_rate(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Call `explore` for a few schedules again and again, each time with another seed."""
    import interleave_test  # type: ignore[import-not-found,unused-ignore] # installed for this only

    main = importlib.import_module(f"benchmarks.programs.{name}").main

    def explore_for(budget: float) -> Figures:
        nonlocal seed
        schedules = failing = 0
        started, cpu_started = clock(), cpu_clock()
        while clock() - started < budget:
            answer = interleave_test.explore(main, iterations=20, seed=seed, strategy=strategy, raise_on_failure=False)
            schedules += answer.schedules_run
            failing += not answer.ok
            seed += 1
        return _rate(schedules, failing, started, cpu_started)

    explore_for(WARM_UP)
    return explore_for(seconds)


def interleave_test_find(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Call `explore` once; there is no bound of time, the caller ends the process."""
    import interleave_test

    del seconds
    main = importlib.import_module(f"benchmarks.programs.{name}").main
    started = clock()
    answer = interleave_test.explore(main, iterations=ENOUGH, seed=seed, strategy=strategy, raise_on_failure=False)
    kind = answer.failure.kind if answer.failure else "ok"
    return {"found": not answer.ok, "kind": kind, "schedules": answer.schedules_run, "seconds": clock() - started}


def _frontrun(name: str, strategy: str, seconds: float, seed: int, **options: Any) -> Any:  # noqa: ANN401 its own class
    """Call `frontrun.explore` with the workers of the program; *strategy* is "random", "dpor" or "dpor-virtual"."""
    import frontrun  # type: ignore[import-not-found,unused-ignore] # installed for this only

    make = importlib.import_module(f"benchmarks.programs.{name}").make

    def worker(index: int) -> Callable[[Any], None]:
        def work(made: Any) -> None:  # noqa: ANN401 what `make` returned
            made[0][index]()

        return work

    if strategy == "random":
        options.setdefault("max_attempts", ENOUGH)
        options |= {"strategy": "random", "seed": seed, "max_ops": MAX_OPS}
    else:
        options |= {"stop_on_first": options.pop("max_attempts", None) is None}
        options |= {"clock": "virtual"} if strategy == "dpor-virtual" else {}
    return frontrun.explore(
        setup=make,
        workers=[worker(index) for index in range(len(make()[0]))],
        invariant=lambda made: made[1](),
        reproduce_on_failure=0,
        total_timeout=seconds,
        **options,
    )


def frontrun_rate(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Explore again and again; a systematic search that has come to its end begins anew."""

    def explore_for(budget: float) -> Figures:
        nonlocal seed
        schedules = failing = 0
        started, cpu_started = clock(), cpu_clock()
        while (left := budget - (clock() - started)) > 0:
            answer = _frontrun(name, strategy, left, seed, max_attempts=5)
            if answer.property_holds is None and answer.num_explored <= 1:
                return {"cannot": answer.inconclusive_reason or "inconclusive", "seconds": clock() - started}
            schedules += answer.num_explored
            failing += len(answer.failures) or answer.property_holds is False
            seed += 1
        return _rate(schedules, failing, started, cpu_started)

    warm = explore_for(WARM_UP)
    return warm if "cannot" in warm else explore_for(seconds)


def frontrun_find(name: str, strategy: str, seconds: float, seed: int) -> Figures:
    """Explore once, up to the first failure."""
    started = clock()
    answer = _frontrun(name, strategy, seconds, seed)
    return {
        "found": answer.property_holds is False,
        "kind": {True: "passes it", False: "found", None: "inconclusive"}[answer.property_holds],
        "schedules": answer.num_explored,
        "seconds": clock() - started,
    }


TOOLS: Final[dict[tuple[str, str], Callable[[str, str, float, int], Figures]]] = {
    ("simulation", "rate"): simulation_rate,
    ("simulation", "find"): simulation_find,
    ("interleave_test", "rate"): interleave_test_rate,
    ("interleave_test", "find"): interleave_test_find,
    ("frontrun", "rate"): frontrun_rate,
    ("frontrun", "find"): frontrun_find,
}


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one", description=__doc__.partition("\n")[0])
    parser.add_argument("tool", choices=sorted({tool for tool, _ in TOOLS}))
    parser.add_argument("what", choices=("rate", "find"))
    parser.add_argument("program", choices=sorted(PROGRAMS))
    parser.add_argument("strategy")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    own = parser.parse_args()
    print(json.dumps(TOOLS[own.tool, own.what](own.program, own.strategy, own.seconds, own.seed)))


if __name__ == "__main__":
    main()
