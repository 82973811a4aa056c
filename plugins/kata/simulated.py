"""The simulated machine as pytest's: runs the body of a spec once for each schedule.

The learner's module is imported anew in each schedule; what the spec's module and `checks` know as `threading`, `time`
or `queue` is exchanged for the simulated ones while the spec runs, since they were imported long before.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pytest

import checks
from plugins.kata import verdicts
from plugins.kata.expected import fill_in
from plugins.kata.fixtures import KATA, PRINTED
from plugins.kata.own_code import EXPLORE, REWRITE, Fresh
from plugins.kata.serving import SERVING, meter
from plugins.kata.stash import DRAWING, SETTINGS, spec_id
from plugins.kata.stash import time_limit as time_limit_of
from plugins.progress.meter import PROVED, TRIED
from plugins.simulation import result as words
from plugins.simulation.language import _
from plugins.simulation.network.calls import NETWORKS, PIECES
from plugins.simulation.story import Story
from plugins.simulation.wakeups import IN_ORDER, WAKEUPS, Wakeups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.kata.exercise import Exercise
    from plugins.kata.serving import Serving
    from plugins.simulation.detectors import Detector
    from plugins.simulation.exploring import Program, Run
    from plugins.simulation.result import Result
    from plugins.simulation.timeline.picture import Drawing
    from plugins.simulation.world import World

#: The part of a spec's time after which no further schedule is begun, so that it can still say what it found.
_SHARE_OF_TIME: Final = 0.8
#: What becomes of a spec whose solution asks for what is not simulated, and that other specs judge on the real machine.
FAIL: Final = "fail"
SKIP: Final = "skip"
_EXPLORE_OPTIONS: Final = {
    "schedules": None,
    "clock": "exact",
    "horizon": None,
    "all_joined": False,
    "hammer": True,
    "spurious": False,
    "wakeups": IN_ORDER,
    "network": PIECES,
    "if_unsupported": FAIL,
    REWRITE: None,
}
_CHOICES: Final = {
    "clock": ("exact", "any"),
    "wakeups": WAKEUPS,
    "network": NETWORKS,
    "if_unsupported": (FAIL, SKIP),
}

Kind = TypeVar("Kind")

#: One world for each folder of learner code: its library copies take some milliseconds to load.
_WORLDS: dict[str, World] = {}


class ImportFailedError(BaseException):
    """The module under test could not be imported."""


def prepare() -> None:
    """Import the engine, in a process whose copies will need it."""
    from plugins.simulation import exploring, narrate, world  # noqa: F401 - to have them


@pytest.hookimpl(trylast=True)
def pytest_kata_run(item: pytest.Function, exercise: Exercise) -> Result:
    """Run the body of *item* on the simulated machine."""
    from plugins.kata import proving
    from plugins.kata.options import DEFAULT_SCHEDULES
    from plugins.simulation.exploring import Asked, explore_program
    from plugins.simulation.registry import within
    from plugins.simulation.world import World

    settings = item.config.stash[SETTINGS]
    options = explore_options(item)
    schedules = settings.schedules or options["schedules"] or DEFAULT_SCHEDULES
    time_limit = _SHARE_OF_TIME * time_limit_of(item)
    world = world_of(exercise, _WORLDS, World)

    strategy: Any = within(settings.strategy, settings.preemptions)

    def explore(program: Program, passthrough: tuple[type[BaseException], ...]) -> Result:
        return explore_program(
            program,
            world=world,
            name=spec_id(item),
            strategy=strategy,
            schedules=schedules,
            seed=settings.seed,
            clock=options["clock"],
            horizon=options["horizon"],
            replay=settings.replay,
            time_limit=time_limit,
            all_joined=options["all_joined"],
            passthrough=passthrough,
            command=settings.command_for(exercise),
            asked=Asked(
                [one for some in item.ihook.pytest_kata_detectors(item=item) for one in some],
                settings.explain,
                Wakeups(settings.spurious or options["spurious"], settings.wakeups or options["wakeups"]),
                settings.network or options["network"],
                progress=tried,
                drawing=_drawing(item),
            ),
        )

    tried = meter(item.config, PROVED if settings.strategy == "dpor" else TRIED, schedules)
    result = judge(item, exercise, world, explore)
    tried.end()
    if result.verdict == words.UNSUPPORTED and options["if_unsupported"] == SKIP and result.story is not None:
        pytest.skip(f"{result.story.headline} The specs on the real machine judge it.")
    done = result.schedules + result.redundant
    if result.ok and settings.replay is None and not result.proved and done < schedules and result.seconds > time_limit:
        return verdicts.out_of_time(result, schedules, exercise)
    if proving.is_wanted(settings, result):
        proof = proving.prove(item, exercise, schedules)
        if proof is not None and proof.proved:
            item.user_properties.append((proving.PROVED, proof.schedules))
        elif proof is not None and proof.verdict not in (words.OK, words.INCONCLUSIVE):
            # Where the spec's own code is a single step, as for everybody who replays, the failure needs another token.
            strategy = "dpor"
            again = judge(item, exercise, world, explore)
            return again if not again.ok else proving.without_token(proof)
    return result


def _drawing(item: pytest.Function) -> Drawing | None:
    """Return how a picture of *item* is wanted; its drawing does not count as the spec's own time."""
    drawing = item.config.stash.get(DRAWING, None)
    serving: Serving | None = item.config.pluginmanager.getplugin(SERVING)
    return drawing if drawing is None or serving is None else replace(drawing, sign_of_life=serving.show_life)


@pytest.hookimpl
def pytest_kata_detectors() -> list[Detector]:
    """Let the built-in detectors look at every spec."""
    from plugins.simulation.detectors import built_in

    return built_in()


def judge(
    item: pytest.Function,
    exercise: Exercise,
    world: World,
    run: Callable[[Program, tuple[type[BaseException], ...]], Result],
) -> Result:
    """Run the body of *item* in *world* and return what came out.

    :param run: called with the program whose main thread is that body, and the exceptions that it must let through.
    """
    if (wrong := verdicts.before_running(exercise)) is not None:
        return wrong
    # Warnings decide no spec: a deprecated spelling of a method is still that method.
    fresh = None if exercise.rewrite is None else Fresh(item, world, exercise.rewrite)
    packages = contextlib.nullcontext() if fresh is None else fresh.instead()
    with warnings.catch_warnings(), world, _simulated_globals(world, item), packages:
        warnings.simplefilter("ignore")
        try:
            result = run(
                program_of(item, exercise, world, item.obj, fresh),
                (ImportFailedError, pytest.skip.Exception, pytest.xfail.Exception, pytest.exit.Exception),
            )
        except ImportFailedError as failed:
            error = failed.__cause__
            assert error is not None  # noqa: S101 - for the type checker: it was raised from the import's own error
            if not verdicts.is_of_the_module(error, exercise):
                # A defect of the engine must look like one.
                raise error from None
            return verdicts.cannot_import(error, exercise)
    return fill_in(verdicts.not_as_asked(result, exercise), item)


def program_of(
    item: pytest.Function,
    exercise: Exercise,
    world: World,
    body: Callable[..., object],
    fresh: Fresh | None = None,
) -> Program:
    """Return the program whose main thread is *body*, which is that of *item* in some form."""
    from plugins.kata.fixtures import Recorded
    from plugins.simulation.machine import Unsupported

    names = item._fixtureinfo.argnames  # noqa: SLF001 - as pytest_pyfunc_call of pytest does
    arguments: dict[str, Any] = {name: item.funcargs[name] for name in names}

    def program(run: Run) -> None:
        module = None
        try:
            if fresh is None:
                module = world.import_module(exercise.module)
            else:
                fresh.begin()
        except (Unsupported, MemoryError):
            raise
        except (Exception, SystemExit) as error:
            raise ImportFailedError from error
        if KATA in arguments:
            arguments[KATA] = module
        if PRINTED in arguments:
            arguments[PRINTED] = Recorded(run)
        try:
            body(**arguments)
        except pytest.xfail.Exception:
            raise
        except pytest.fail.Exception as failed:
            # `pytest.fail` and an unmet `pytest.raises` are what an assert is.
            raise AssertionError(failed.msg).with_traceback(failed.__traceback__) from None

    return program


def world_of(exercise: Exercise, worlds: dict[str, Kind], kind: Callable[..., Kind]) -> Kind:
    """Return the world of *exercise*, one of *worlds* or a new one of *kind*."""
    folder = str(exercise.file.parent)
    key = folder if exercise.rewrite is None else " ".join(exercise.rewrite)
    if key not in worlds:
        if exercise.rewrite is None:
            worlds[key] = kind(rewrite_roots=[folder], hidden_roots=checks.__path__)
        else:
            worlds[key] = kind(rewrite_names=exercise.rewrite, hidden_roots=checks.__path__)
    return worlds[key]


@contextlib.contextmanager
def _simulated_globals(world: World, item: pytest.Function) -> Iterator[None]:
    """Let the module of *item* and the modules of `checks` hold the simulated library for the time of the block."""
    spaces = [vars(item.module)]
    spaces += [vars(module) for name, module in sys.modules.items() if name == "checks" or name.startswith("checks.")]
    before: list[tuple[dict[str, Any], str, object]] = []
    for space in spaces:
        for name, value in list(space.items()):
            if (simulated := world.simulated(value)) is not value:
                before.append((space, name, value))
                space[name] = simulated
    try:
        yield
    finally:
        for space, name, value in before:
            space[name] = value


def explore_options(item: pytest.Function) -> dict[str, Any]:
    """Return what the marks of *item* say, the nearest first.

    :raises pytest.UsageError: if a mark is not as documented.
    """
    options: dict[str, Any] = dict(_EXPLORE_OPTIONS)
    for mark in reversed(list(item.iter_markers(EXPLORE))):
        unknown = [*mark.args, *(name for name in mark.kwargs if name not in _EXPLORE_OPTIONS)]
        if unknown:
            raise pytest.UsageError(
                _(
                    "@pytest.mark.{explore} of {nodeid} has {unknown!r}; it takes {known}, by name",
                    explore=EXPLORE,
                    nodeid=item.nodeid,
                    unknown=unknown[0],
                    known=", ".join(_EXPLORE_OPTIONS),
                )
            )
        options.update(mark.kwargs)
    for name, known in _CHOICES.items():
        if options[name] not in known:
            raise pytest.UsageError(
                _(
                    "@pytest.mark.{explore} of {nodeid} has the {name} {value!r}; choose one of {known}",
                    explore=EXPLORE,
                    nodeid=item.nodeid,
                    name=name,
                    value=options[name],
                    known=", ".join(known),
                )
            )
    return options


def killed_itself(error: BaseException, exercise: Exercise) -> Result:
    """Return the result for a program that raised KeyboardInterrupt itself, in a process that no terminal reaches."""
    headline = _("the program raised {name}, which ends a whole session.", name=type(error).__name__)
    return verdicts.result_of(Story(words.EXCEPTION, headline, file=verdicts.short(exercise.file)))
