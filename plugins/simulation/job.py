"""A job: which program to explore and how, as plain values, carried out in a child process and answered with a result.

The command line and `explore` both come here. The child is a newly started interpreter with a fixed hash seed, so
that a program which iterates over a set does the same in every run; it sees nothing of its parent but the job.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import runpy
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import result as words
from plugins.simulation.child import Fresh, Limits, Outcome, run_in_child
from plugins.simulation.language import _
from plugins.simulation.network.calls import PIECES
from plugins.simulation.registry import DEFAULT, within
from plugins.simulation.result import Result
from plugins.simulation.story import Story
from plugins.simulation.wakeups import IN_ORDER, Wakeups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.child import Channel
    from plugins.simulation.detectors import Detector
    from plugins.simulation.exploring import Program, Run
    from plugins.simulation.world import World

FILE: Final = "file"
MODULE: Final = "module"
CALLABLE: Final = "callable"

#: Steps that no program takes within its wall time.
UNBOUNDED: Final = 1 << 60


@dataclass
class Job:
    """What to explore.

    :ivar kind: `FILE`, `MODULE` or `CALLABLE`.
    :ivar target: a path, a module's name, or "module:qualified.name".
    :ivar arguments: the program's own command line arguments.
    :ivar preemptions: the bound of the strategy "bounded"; None for no bound.
    :ivar rewrite: further modules to rewrite, by name.
    :ivar time_limit: seconds of wall time for all of it.
    :ivar explain: tell the whole story of one schedule, also where nothing is wrong.
    :ivar spurious: let `Condition.wait` return without a notify, see `wakeups.py`.
    :ivar wakeups: whom a notify wakes.
    :ivar network: whether what one call sends may arrive in pieces, see `network/calls.py`.
    :ivar detectors: further detectors, each "module:Class".
    :ivar states: draw a picture, whose tree of choices may have so many states; None for no picture.
    """

    kind: str
    target: str
    arguments: list[str] = field(default_factory=list)
    strategy: str = DEFAULT
    preemptions: int | None = None
    schedules: int = 1
    seed: int = 0
    replay: str | None = None
    clock: str = "exact"
    horizon: float | None = None
    rewrite: list[str] = field(default_factory=list)
    time_limit: float | None = None
    command: str = ""
    explain: bool = False
    spurious: bool = False
    wakeups: str = IN_ORDER
    network: str = PIECES
    detectors: list[str] = field(default_factory=list)
    states: int | None = None

    @property
    def name(self) -> str:
        """The program's name, which tokens are bound to."""
        return Path(self.target).name if self.kind == FILE else self.target


def run_job(job: Job) -> Result:
    """Carry *job* out in a child process and return its result; one that crashes or runs on is a result too."""
    answers: list[dict[str, Any]] = []
    fresh = Fresh("plugins.simulation.job:_inside", {"job": asdict(job)}, {"PYTHONHASHSEED": "0"})
    outcome = run_in_child(fresh, Limits(seconds=job.time_limit, memory=4 << 30), answers.append)
    if answers:
        return _unpack(answers[-1])
    return result_of_outcome(outcome, job)


def _unpack(answer: dict[str, Any]) -> Result:
    story = answer.pop("story")
    return Result(**answer, story=None if story is None else Story.from_dict(story))


def result_of_outcome(outcome: Outcome, job: Job) -> Result:
    """Return the result for a child that did not answer."""
    story = Story(words.CRASH, "")
    stack = _learners_stack(outcome, job)
    where = ""
    if stack:
        where = _(" at line {line} of {file}", line=stack[0].line, file=os.path.basename(stack[0].file))
    if outcome.kind == "time-limit":
        story.verdict = words.TIME_LIMIT
        story.headline = _(
            "the program was still running after {seconds:g} seconds{where}, without anything wrong being seen.",
            seconds=job.time_limit,
            where=where,
        )
        story.rule = _("Which loop or call never ends, or takes far longer than the task needs?")
    elif outcome.kind == "out-of-memory":
        story.verdict = words.OUT_OF_MEMORY
        story.headline = _("the program asked for more memory than a run may have{where}.", where=where)
        story.rule = _("Which collection grows without end, or is far larger than the task needs?")
    elif outcome.kind == "error":
        story.headline = _(
            "the simulation itself failed, which is a defect of the tool: {error}",
            error=outcome.error.strip().splitlines()[-1],
        )
        story.traceback = outcome.error
    else:
        if outcome.signal is not None:
            ended = _("signal {signal}", signal=outcome.signal_name)
        else:
            ended = _("exit status {status}", status=outcome.exit_status)
        story.headline = _(
            "the program ended its whole process{where} ({ended}), so there is no result.", where=where, ended=ended
        )
        story.rule = _("os._exit, os.abort or a fault in C code ends every thread at once. Which one is it here?")
    story.printed = outcome.output
    from plugins.simulation.render import plain
    from plugins.simulation.token import make

    return Result(
        story.verdict, replay=make(job.name, ()), explanation=plain(story), output=outcome.output, story=story
    )


def _learners_stack(outcome: Outcome, job: Job) -> list[Any]:
    folder = os.path.dirname(os.path.realpath(job.target)) if job.kind == FILE else os.getcwd()
    for stack in outcome.stacks:
        frames = [frame for frame in stack if _belongs(os.path.realpath(frame.file), folder)]
        if frames:
            return frames
    return []


def _belongs(path: str, folder: str) -> bool:
    engine = os.path.dirname(os.path.abspath(__file__))
    return path.startswith(folder + os.sep) and not path.startswith((engine, os.path.dirname(os.__file__)))


# -- in the child --------------------------------------------------------------------------------------------------


def _inside(channel: Channel, job: dict[str, Any]) -> None:
    """Explore the program and send the answer."""
    answer = explore_here(Job(**job))
    plain = answer.as_dict()
    plain["story"] = None if answer.story is None else answer.story.as_dict()
    plain["picture"] = answer.picture
    channel.send(plain)


def explore_here(job: Job) -> Result:
    """Explore the program of *job* in this process, which must have nothing else to do."""
    from plugins.simulation.detectors import built_in
    from plugins.simulation.exploring import Asked, explore_program
    from plugins.simulation.timeline.picture import Drawing
    from plugins.simulation.world import World

    drawing = None if job.states is None else Drawing(job.states)
    found = [*built_in(), *map(_detector, job.detectors)]
    world = World(rewrite_roots=_roots(job), rewrite_names=job.rewrite)
    if not world.rewrite_roots and not world.rewrite_names:
        # Nothing is rewritten, so nobody sees whether the program gets anywhere; the wall time alone bounds it.
        world.machine.quiet_limit = world.machine.step_limit = UNBOUNDED
    with world:
        return explore_program(
            _program(job, world),
            world=world,
            name=job.name,
            strategy=within(job.strategy, job.preemptions),
            schedules=job.schedules,
            seed=job.seed,
            clock=job.clock,
            horizon=job.horizon,
            replay=job.replay,
            time_limit=job.time_limit,
            command=job.command,
            asked=Asked(found, job.explain, Wakeups(job.spurious, job.wakeups), job.network, drawing=drawing),
        )


def _detector(name: str) -> Detector:
    """Return a new detector of the class that *name* ("module:Class") names, which `check_detector` has found."""
    module, _, attribute = name.partition(":")
    made: Detector = getattr(importlib.import_module(module), attribute)()
    return made


def check_detector(name: str) -> str | None:
    """Return what is wrong with *name* as the name of a detector, or None."""
    from plugins.simulation.detectors import Detector

    module, colon, attribute = name.partition(":")
    if not colon or not module or not attribute:
        return f"{name!r} names no detector: give MODULE:CLASS"
    try:
        found = getattr(importlib.import_module(module), attribute, None)
    except ImportError as error:
        return f"{name!r} cannot be imported: {error}"
    if not (isinstance(found, type) and issubclass(found, Detector)):
        return f"{name!r} is no class that inherits from plugins.simulation.detectors.Detector"
    return None


def _roots(job: Job) -> list[Path]:
    if job.kind == FILE:
        return [Path(job.target).resolve().parent]
    if job.kind == MODULE:
        return [Path.cwd()] if _is_own(job.target) else []
    return []


def _is_own(name: str) -> bool:
    """Return whether module *name* is the user's: neither the standard library's nor installed."""
    spec = importlib.util.find_spec(name)
    origin = None if spec is None else spec.origin
    return (
        origin is not None
        and os.path.realpath(origin).startswith(os.getcwd() + os.sep)
        and "site-packages" not in origin
    )


def _program(job: Job, world: World) -> Program:
    if job.kind == FILE:
        path = os.path.abspath(job.target)
        sys.path.insert(0, os.path.dirname(path))

        def run_file(run: Run) -> None:
            del run
            world.run_main(path, job.arguments)

        return run_file
    if job.kind == MODULE:
        sys.path.insert(0, os.getcwd())
        return _module_program(job.target, job.arguments, world)
    module_name, _, qualified = job.target.partition(":")
    world.rewrite_names = (*world.rewrite_names, module_name)

    def call(run: Run) -> None:
        del run
        found: Any = world.import_module(module_name)
        for part in qualified.split("."):
            found = getattr(found, part)
        found()

    return call


def _module_program(name: str, arguments: Sequence[str], world: World) -> Program:
    spec = importlib.util.find_spec(name)
    if spec is not None and spec.submodule_search_locations is not None:
        spec = importlib.util.find_spec(name + ".__main__")
    path = None if spec is None else spec.origin
    if path is None:
        msg = f"there is no module {name!r} to run"
        raise ModuleNotFoundError(msg)
    if world.is_learners(name, os.path.realpath(path)):
        return lambda _run: world.run_main(path, arguments)

    def run_module(run: Run) -> None:
        del run
        sys.argv = [path, *arguments]
        runpy.run_module(name, run_name="__main__", alter_sys=True)

    return run_module
