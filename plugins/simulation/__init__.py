"""A simulated machine for threads: who runs next is decided here, at every operation, and can be decided again.

    from plugins.simulation import explore
    answer = explore("two_accounts.py", schedules=1000)
    print(answer.verdict, answer.explanation)

Nothing here knows pytest; `plugins.kata` connects the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.simulation.registry import DEFAULT, STRATEGIES, check, within
from plugins.simulation.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DEFAULT", "STRATEGIES", "Result", "explore"]


def explore(
    program: Callable[[], Any] | str | Path,
    *,
    strategy: str = DEFAULT,
    preemptions: int | None = None,
    schedules: int = 1000,
    seed: int = 0,
    clock: str = "exact",
    replay: str | None = None,
    horizon: float | None = None,
    time_limit: float | None = None,
) -> Result:
    """Run *program* under up to *schedules* schedules in a process of its own and return what was found.

    :param program: a function without parameters in an importable module, which is then rewritten; or a file's path.
    :param strategy: how schedules are chosen, a name of `STRATEGIES`.
    :param preemptions: with the strategy "bounded" the most that a schedule may have; None for no bound.
    :param clock: "exact" (computing takes no time) or "any" (a sleep may end at any point after it began).
    :param replay: a token of this program: that schedule alone is run.
    :param horizon: virtual seconds after which a schedule is broken off.
    :param time_limit: wall seconds for all of it; None for no bound.
    :raises ValueError: if *program* cannot be found again by its name in another process, or an option is unknown.
    """
    from plugins.simulation.job import CALLABLE, FILE, Job, run_job

    if clock not in ("exact", "any"):
        msg = f"there is no clock {clock!r}: choose 'exact' or 'any'"
        raise ValueError(msg)
    check(strategy)
    within(strategy, preemptions)
    if isinstance(program, (str, Path)):
        kind, target = FILE, str(program)
        if not Path(target).is_file():
            msg = f"there is no file {target!r}"
            raise ValueError(msg)
    else:
        kind, target = CALLABLE, _importable_name(program)
    job = Job(
        kind,
        target,
        strategy=strategy,
        preemptions=preemptions,
        schedules=schedules,
        seed=seed,
        replay=replay,
        clock=clock,
        horizon=horizon,
        time_limit=time_limit,
    )
    return run_job(job)


def _importable_name(program: Callable[[], Any]) -> str:
    module = getattr(program, "__module__", None)
    qualified = getattr(program, "__qualname__", None)
    if not module or not qualified or "<" in qualified or module == "__main__":
        msg = (
            f"{program!r} cannot be found by its name in another process: define it at the top level of a module, "
            f"or give explore() the path of a file"
        )
        raise ValueError(msg)
    return f"{module}:{qualified}"
