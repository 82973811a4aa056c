"""Bugs of the collection, looked for by one tool in a process that does nothing else.

`python -m benchmarks.one_bug TOOL STRATEGY NAME ...` prints a line of JSON for each name: what was found, after how
many schedules and seconds, of the wall's clock and of the processor's. Each is run once before, so that what is
measured is searching and not compiling; nothing is shrunk or explained. `--right` explores the right twins instead, and
tells whether they were proved.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import itertools
import json
import subprocess
import time
from collections.abc import Callable
from typing import Any, Final

from benchmarks.bugs import BY_NAME, MODULES
from benchmarks.environment import REPOSITORY

#: Schedules that a search may take.
ENOUGH: Final = 1_000_000

Figures = dict[str, Any]
Answers = dict[str, Figures]


def simulation(strategy: str, name: str, *, right: bool, seconds: float, seed: int) -> Figures:
    """Explore as `explore_program` does, up to the verdict; *seconds* are the processor's here."""
    from plugins.simulation.exploring import COLLECT_EVERY, Explorer, garbage_between_runs
    from plugins.simulation.registry import make_strategy
    from plugins.simulation.world import World

    with World(rewrite_names=MODULES) as world:

        def program(_run: object) -> None:
            running: Any = world.import_module("benchmarks.bugs.running")
            running.main(name, right=right)

        machine = world.machine
        Explorer(program, world=world).run_once(lambda runnable, me: me or runnable[0])
        explorer = Explorer(program, world=world)
        chosen = make_strategy(strategy, seed, machine)
        machine.systematic, machine.keeps_operations = chosen.systematic, chosen.operations
        number, verdict = 0, "ok"
        with garbage_between_runs():
            started, cpu = time.perf_counter(), time.process_time()
            while verdict == "ok" and time.process_time() - cpu < seconds:
                choose = chosen.chooser(number)
                if choose is None:
                    break
                run = explorer.run_once(choose)
                number += 1
                if chosen.learn():
                    verdict = run.verdict
                if number % COLLECT_EVERY == 0:
                    gc.collect()
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        unseen = [*world.unseen, *machine.unseen, *chosen.assumptions, *itertools.chain(*world.not_visible.values())]
    return {
        "found": verdict != "ok",
        "kind": verdict,
        "schedules": number - chosen.redundant,
        "operations": explorer.operations,
        "seconds": seconds,
        "cpu": cpu,
        "proved": verdict == "ok" and chosen.exhausted and not unseen,
        "redundant": chosen.redundant,
    }


def interleave_test(strategy: str, name: str, *, right: bool, seconds: float, seed: int) -> Figures:
    """Call `explore` again and again, since it has no bound of time, each time with another seed."""
    import interleave_test as tool  # type: ignore[import-not-found,unused-ignore] # installed for this only

    running = importlib.import_module("benchmarks.bugs.running")
    started, cpu = time.perf_counter(), time.process_time()
    schedules, kind = 0, "ok"
    while kind == "ok" and time.perf_counter() - started < seconds:
        answer = tool.explore(
            lambda: running.main(name, right=right), iterations=20, seed=seed, strategy=strategy, raise_on_failure=False
        )
        schedules += answer.schedules_run
        kind = answer.failure.kind if answer.failure else "ok"
        seed += 1
    return {
        "found": kind != "ok",
        "kind": kind,
        "schedules": schedules,
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "proved": False,
    }


def frontrun(strategy: str, name: str, *, right: bool, seconds: float, seed: int) -> Figures:
    """Call `frontrun.explore` with the workers of the bug."""
    import frontrun as tool  # type: ignore[import-not-found,unused-ignore] # installed for this only

    running = importlib.import_module("benchmarks.bugs.running")

    def make() -> Any:  # noqa: ANN401 what frontrun hands to the workers
        return running.make(name, right=right)

    def worker(index: int) -> Callable[[Any], None]:
        def work(made: Any) -> None:  # noqa: ANN401 what `make` returned
            made[0][index]()

        return work

    options: dict[str, Any] = {}
    if strategy == "random":
        options = {"strategy": "random", "seed": seed, "max_ops": 20_000, "max_attempts": ENOUGH}
    elif strategy == "dpor-virtual":
        options = {"clock": "virtual"}
    started, cpu = time.perf_counter(), time.process_time()
    try:
        answer = tool.explore(
            setup=make,
            workers=[worker(index) for index in range(len(make()[0]))],
            invariant=lambda made: made[1](),
            reproduce_on_failure=0,
            total_timeout=seconds,
            **options,
        )
        holds, schedules = answer.property_holds, answer.num_explored
    except Exception:  # noqa: BLE001 it lets pass what a worker raises, which is the bug
        holds, schedules = False, 0
    spent = time.perf_counter() - started
    return {
        "found": holds is False,
        "kind": {True: "ok", False: "found", None: "inconclusive"}[holds],
        "schedules": schedules,
        "seconds": spent,
        "cpu": time.process_time() - cpu,
        # One that its bound of time has ended has proved nothing.
        "proved": holds is True and strategy != "random" and spent < 0.9 * seconds,
    }


def answers_of(python: str, tool: str, strategy: str, names: list[str], options: list[str], limit: float) -> Answers:
    """Return what *tool* says of the bugs called *names*, by name; of one that it does not come back from, that.

    :param limit: wall seconds that one bug may take on average, the start of the process included.
    """
    answers: Answers = {}
    left = list(names)
    while left:
        command = [python, "-m", "benchmarks.one_bug", tool, strategy, *left, *options]
        if tool == "frontrun":
            # Its command line sets up what it needs, as its documentation shows.
            command[1:1] = ["-m", "frontrun.cli", python]
        try:
            done = subprocess.run(
                command,
                cwd=REPOSITORY,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=30 + limit * len(left),
            )
            kind, output = f"status {done.returncode}", done.stdout
        except subprocess.TimeoutExpired as late:
            kind, output = "late", late.stdout or b""
        for line in output.decode().splitlines():
            if line.startswith("["):
                name, answer = json.loads(line)
                answers[name] = answer
        left = [name for name in left if name not in answers]
        if left:
            answers[left.pop(0)] = {"found": False, "kind": kind, "proved": False}
    return answers


TOOLS: Final[dict[str, Callable[..., Figures]]] = {
    "simulation": simulation,
    "interleave_test": interleave_test,
    "frontrun": frontrun,
}


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_bug", description=__doc__.partition("\n")[0])
    parser.add_argument("tool", choices=sorted(TOOLS))
    parser.add_argument("strategy")
    parser.add_argument("names", nargs="+", choices=list(BY_NAME), metavar="NAME")
    parser.add_argument("--right", action="store_true")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    own = parser.parse_args()
    explore = TOOLS[own.tool]
    for name in own.names:
        try:
            answer = explore(own.strategy, name, right=own.right, seconds=own.seconds, seed=own.seed)
        except Exception as error:  # noqa: BLE001 a tool that fails has an answer too
            answer = {"found": False, "kind": f"fails: {type(error).__name__}"}
        print(json.dumps([name, answer]), flush=True)


if __name__ == "__main__":
    main()
