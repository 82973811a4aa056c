"""Proving: a spec that holds in all schedules that were tried is explored wholly, if it is small enough for that.

Then the answer is not that nothing was seen, but that it holds for every interleaving: "all 212 interleavings hold".
For that nothing that threads share may be out of sight, and a spec and the words of `checks` share too: a list that two
threads of the spec append to. So here these are rewritten as the learner's module is. That costs pytest's account of a
failed assert, which sampling has given before.

Done with `--reference`, where it is the solution that is looked at, and with `--strategy dpor`, which asks for it.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from types import FunctionType
from typing import TYPE_CHECKING, Final

import pytest

import checks
from plugins.kata.serving import meter
from plugins.kata.simulated import ImportFailedError, explore_options, program_of
from plugins.kata.stash import SETTINGS
from plugins.progress.meter import PROVED as INTERLEAVINGS
from plugins.simulation import result as words
from plugins.simulation.wakeups import Wakeups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from plugins.kata.exercise import Exercise
    from plugins.kata.options import Settings
    from plugins.simulation.result import Result
    from plugins.simulation.world import World

#: The name of the property of a report that says how many interleavings hold, and no more are there.
PROVED: Final = "proved"

#: Operations of a schedule from which on a spec is taken to be too large.
_LARGE: Final = 250
#: Wall seconds that a proof may take; the bound that counts is the number of schedules.
_SECONDS: Final = 5.0

#: Operations after which a schedule of a proof is broken off: rewritten, a spec may have many more than in sampling.
_MOST: Final = 20_000

#: One world for each folder of learner code, as in `simulated.py`.
_WORLDS: dict[str, World] = {}


def is_wanted(settings: Settings, result: Result) -> bool:
    """Return whether a spec that came to *result* is to be proved."""
    if not result.ok or settings.replay is not None or result.schedules == 0:
        return False
    small = result.operations <= _LARGE * result.schedules
    return small and (settings.strategy == "dpor" or (settings.reference and settings.strategy == "mix"))


def prove(item: pytest.Function, exercise: Exercise, schedules: int) -> Result | None:
    """Explore the spec *item* wholly; return what came out, None if it is of a kind that cannot be.

    :param schedules: how many at most.
    """
    from plugins.simulation.exploring import Asked, explore_program

    if item.cls is not None or _holds_code(item):
        return None
    options = explore_options(item)
    settings = item.config.stash[SETTINGS]
    world = _world_of(item, exercise)
    with warnings.catch_warnings(), world, _out_of_the_way(item):
        warnings.simplefilter("ignore")
        body = getattr(world.import_module(item.module.__name__), item.function.__name__, None)
        if not isinstance(body, FunctionType):
            return None
        progress = meter(item.config, INTERLEAVINGS, schedules)
        try:
            proof = explore_program(
                program_of(item, exercise, world, body),
                world=world,
                name=item.nodeid,
                strategy="dpor",
                schedules=schedules,
                clock=options["clock"],
                horizon=options["horizon"],
                time_limit=_SECONDS,
                all_joined=options["all_joined"],
                passthrough=(ImportFailedError, pytest.skip.Exception, pytest.xfail.Exception, pytest.exit.Exception),
                # A spec may race as it likes, to show something; the learner's races were looked for in sampling.
                asked=Asked(
                    wakeups=Wakeups(settings.spurious or options["spurious"], settings.wakeups or options["wakeups"]),
                    network=settings.network or options["network"],
                    wholly=settings.strategy != "dpor",
                    races=False,
                    progress=progress,
                ),
            )
        finally:
            progress.end()
            world.release_kept()
    broken_off = proof.verdict == words.LIVELOCK and proof.operations >= _MOST
    return None if broken_off else proof


def without_token(proof: Result) -> Result:
    """Return *proof*, which failed, without the token, which only fits the rewritten spec."""
    from plugins.simulation.render import plain

    proof.replay = None
    if proof.story is not None:
        proof.story.replay = ""
        proof.explanation = plain(proof.story)
    return proof


def _holds_code(item: pytest.Function) -> bool:
    """Return whether an argument of the spec is a function of its module, which is not rewritten."""
    module = item.module.__name__
    return any(
        getattr(value, "__module__", None) == module or callable(value)
        for name, value in item.funcargs.items()
        if name in getattr(getattr(item, "callspec", None), "params", {})
    )


def _world_of(item: pytest.Function, exercise: Exercise) -> World:
    from plugins.simulation.world import World

    folder = str(exercise.file.parent)
    if folder not in _WORLDS:
        roots: list[Path | str] = [folder, item.path.parent, *checks.__path__]
        _WORLDS[folder] = World(rewrite_roots=roots, hidden_roots=checks.__path__)
    world = _WORLDS[folder]
    world.kept_names = ("checks", item.module.__name__)
    world.machine.step_limit = _MOST
    return world


@contextlib.contextmanager
def _out_of_the_way(item: pytest.Function) -> Iterator[None]:
    """Keep the modules of the spec and of `checks` out of `sys.modules`, so that they are imported rewritten."""
    spec = item.module.__name__
    names = [name for name in sys.modules if name in ("checks", spec) or name.startswith("checks.")]
    before: dict[str, ModuleType] = {name: sys.modules.pop(name) for name in names}
    try:
        yield
    finally:
        sys.modules.update(before)
        for name, module in before.items():
            parent, _, child = name.rpartition(".")
            if parent in sys.modules:
                setattr(sys.modules[parent], child, module)
