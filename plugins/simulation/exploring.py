"""Exploring: run a program under one schedule after another until something is wrong or the budget is used up.

`explore_program` needs an active `World` and is meant for a child process that does nothing else; `explore` starts such
a child for a callable or a file and returns its answer.
"""

from __future__ import annotations

import gc
import sys
import time as real_time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import detectors as looking
from plugins.simulation import result as words
from plugins.simulation import token
from plugins.simulation.judges import judge_error
from plugins.simulation.language import _
from plugins.simulation.machine import FINISHED, Unwind
from plugins.simulation.network.calls import PIECES
from plugins.simulation.operations import PRINT
from plugins.simulation.race import RaceDetector
from plugins.simulation.registry import DEFAULT, Factory, make_strategy
from plugins.simulation.result import Result
from plugins.simulation.strategies import Deviations, Offset, Recorded, Strategy
from plugins.simulation.wakeups import AS_IN_CPYTHON, Wakeups, applied

if TYPE_CHECKING:
    from plugins.simulation.detectors import Detector
    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.simthread import SimThread
    from plugins.simulation.timeline.picture import Drawing, Picture
    from plugins.simulation.world import World

#: Schedules between two collections of garbage; after `gc.freeze` one costs microseconds.
COLLECT_EVERY: Final = 64


@dataclass
class Failure:
    """An exception that ended a thread.

    :ivar thread: index of the thread; 0 is the main thread.
    """

    thread: int
    name: str
    error: BaseException


@dataclass
class Run:
    """One schedule, as the program and the detectors see it.

    :ivar verdict: one of `result.VERDICTS`.
    :ivar outcome: how the machine says it ended.
    :ivar failures: exceptions that ended threads, in order.
    :ivar detector: who found the verdict; None for `ok`.
    """

    world: World
    outcome: str = FINISHED
    verdict: str = words.OK
    failures: list[Failure] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    body_ended: bool = False
    detector: Detector | None = None

    @property
    def prints(self) -> list[tuple[str, str]]:
        """(thread name, line) for each line printed so far."""
        machine = self.world.machine
        machine.note((PRINT, machine, None))
        return self.world.journal.lines()

    @property
    def error(self) -> BaseException | None:
        """The exception that the verdict is about, if it is about one."""
        return self.failures[0].error if self.failures else None


Program = Callable[[Run], None]


class Explorer:
    """Runs schedules of one program in one world.

    :ivar operations: visible operations, summed over the schedules run.
    """

    def __init__(
        self,
        program: Program,
        *,
        world: World,
        clock: str = "exact",
        horizon: float | None = None,
        all_joined: bool = False,
        passthrough: tuple[type[BaseException], ...] = (),
        step_limit: int | None = None,
        races: bool = True,
        detectors: Iterable[Detector] | None = None,
    ) -> None:
        """:param detectors: the built-in ones, and others; None for the built-in ones."""
        self._program = program
        self.detectors = looking.built_in() if detectors is None else list(detectors)
        kind = looking.Detector
        self._judges = [(one, one.judge) for one in self.detectors if type(one).judge is not kind.judge]
        self.examiners = [one for one in self.detectors if type(one).examine is not kind.examine]
        self.world = world
        self.machine = world.machine
        self.clock = clock
        self.horizon = horizon
        self.all_joined = all_joined
        self._passthrough: tuple[type[BaseException], ...] = (*passthrough, KeyboardInterrupt)
        self.race = RaceDetector()
        self._races = races
        self.operations = 0
        self.schedules = 0
        self.tries_seen = False
        if step_limit is not None:
            self.machine.step_limit = step_limit

    def run_once(self, choose: Chooser) -> Run:
        """Run one schedule and judge it.

        :raises BaseException: one of the `passthrough` types, as the program raised it.
        """
        world = self.world
        machine = self.machine
        run = Run(world)
        escaped: list[BaseException] = []
        world.new_schedule()
        self.race.reset()
        machine.race = self.race if self._races else None
        machine.tries_seen = self.tries_seen
        machine.spawned = False

        def fail(thread: SimThread | None, error: BaseException) -> None:
            if self._passes(error):
                escaped.append(error)
                return
            if machine.ending:
                # On its way out of a schedule that is over: a with-block gives back a lock that a wait has let go.
                return
            _free_memory(error)
            if machine.recorder is not None:
                machine.recorder.raised(thread, error)
            index = 0 if thread is None else thread.index
            run.failures.append(Failure(index, _thread_name(thread), error))

        def body() -> None:
            try:
                self._program(run)
                run.body_ended = True
                if self.all_joined:
                    run.left_over = [
                        _thread_name(thread)
                        for thread in machine.threads[1:]
                        if not thread.ended and not thread.internal
                    ]
            except Unwind:
                raise
            except SystemExit as error:
                if error.code not in (None, 0):
                    fail(machine.main, error)
            except BaseException as error:  # noqa: BLE001 the program's main thread ends here
                fail(machine.main, error)
                if escaped:
                    return
            world.library.end_program()

        world.library.floor.on_failure = fail
        before = world.record_streams()
        try:
            run.outcome = machine.run(body, choose, clock=self.clock, horizon=self.horizon)
        finally:
            sys.stdout, sys.stderr = before
            # What a destructor still touches is nobody's access.
            machine.race = None
            world.library.finish()
        self.operations += machine.steps
        self.schedules += 1
        self.tries_seen = machine.tries_seen
        if escaped:
            raise escaped[0]
        run.verdict = self._judge(run)
        return run

    def _passes(self, error: BaseException) -> bool:
        """Return whether *error* ends the exploration; an interrupt that the program itself sent does not."""
        own = isinstance(error, KeyboardInterrupt) and self.world.library.floor.interrupted
        return isinstance(error, self._passthrough) and not own

    def _judge(self, run: Run) -> str:
        """Return the verdict of a schedule: the first by precedence of all that fit."""
        best = words.OK
        for detector, judge in self._judges:
            verdict = judge(run, self)
            if verdict and (best == words.OK or looking.precedence(verdict) < looking.precedence(best)):
                best = verdict
                run.detector = detector
        return best

    def cause(self, run: Run) -> tuple[Any, ...]:
        """Return what must stay the same while a schedule is shrunk: the verdict and what it is about."""
        if run.verdict == words.LOST_UPDATE and self.race.found is not None:
            found = self.race.found
            return (run.verdict, found.write.site.line, found.other.site.line, found.seen)
        if run.verdict == words.DEADLOCK:
            return (run.verdict, run.body_ended, len([t for t in self.machine.threads if not t.ended]))
        if run.failures and run.verdict in (words.EXCEPTION, words.ASSERTION):
            error = next(f.error for f in run.failures if judge_error(f.error) == run.verdict)
            # A class of the program's own is another one in each schedule.
            return (run.verdict, type(error).__module__, type(error).__qualname__, innermost_line(error))
        return (run.verdict,)


def innermost_line(error: BaseException) -> int:
    """Return the line where *error* was raised; 0 if it was not."""
    trace = error.__traceback__
    line = 0
    while trace is not None:
        line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _free_memory(error: BaseException) -> None:
    """Let go of what ate the memory: a local of the frames that *error* holds. Nobody could tell of it."""
    if isinstance(error, MemoryError):
        traceback.clear_frames(error.__traceback__)


def _thread_name(thread: SimThread | None) -> str:
    from plugins.simulation.world import thread_name

    return thread_name(thread)


@dataclass(frozen=True)
class Asked:
    """What is wanted besides the search.

    :ivar detectors: what looks at each schedule; None for the built-in detectors.
    :ivar explain: tell the whole story of one schedule, also where nothing is wrong.
    :ivar wakeups: how conditions wake their waiters.
    :ivar network: whether what one call sends may arrive in pieces, one of `NETWORKS`.
    :ivar wholly: all or nothing: give up once `TOO_MANY` times as many schedules as may be run seem to be needed, by an
        estimate after the first ones.
    :ivar races: an update that can get lost is a failure, even where it did not.
    :ivar progress: called after each schedule with their number.
    :ivar drawing: how a picture of the schedule that is told is wanted; None for none.
    """

    detectors: Iterable[Detector] | None = None
    explain: bool = False
    wakeups: Wakeups = AS_IN_CPYTHON
    network: str = PIECES
    wholly: bool = False
    races: bool = True
    progress: Callable[[int], object] = lambda _number: None
    drawing: Drawing | None = None


NOTHING_MORE: Final = Asked()

#: Schedules after which an estimate of how many there are is worth something.
_TELLING: Final = 15
#: By how much an estimate must be above the bound to be believed.
TOO_MANY: Final = 3


def _make_ready(explorer: Explorer, chosen: Strategy) -> None:
    """Let the machine show what *chosen* needs to see, and forget what an earlier exploration has seen."""
    machine = explorer.machine
    if isinstance(chosen, Offset):
        explorer.tries_seen = chosen.tries_seen
    machine.systematic = chosen.systematic or isinstance(chosen, Deviations)
    machine.keeps_operations = chosen.operations
    machine.unseen.clear()
    machine.clock_read = False


def explore_program(
    program: Program,
    *,
    world: World,
    name: str = "",
    strategy: str | Factory = DEFAULT,
    schedules: int = 1000,
    seed: int = 0,
    clock: str = "exact",
    horizon: float | None = None,
    replay: str | None = None,
    time_limit: float | None = None,
    all_joined: bool = False,
    passthrough: Iterable[type[BaseException]] = (),
    command: str = "",
    asked: Asked = NOTHING_MORE,
) -> Result:
    """Explore *program* in *world*, which must be active, and return what was found.

    :param program: called as the main thread, once per schedule.
    :param name: the program's name, which its tokens are bound to.
    :param strategy: a name of `registry.names`, or what makes a strategy.
    :param schedules: how many schedules at most.
    :param replay: a token; that schedule alone is run.
    :param time_limit: seconds of wall time after which no further schedule is begun.
    :param all_joined: no thread may be left when *program* returns.
    :param passthrough: exceptions that end the exploration and are raised again.
    :param command: what a person types to come here; the report puts the token at "{replay}", or behind it.
    :param asked: what is wanted besides the search.
    :raises TokenError: if *replay* does not fit *name* and this Python.
    """
    from plugins.simulation.looks import Looks

    explorer = Explorer(
        program,
        world=world,
        clock=clock,
        horizon=horizon,
        all_joined=all_joined,
        passthrough=tuple(passthrough),
        races=asked.races,
        detectors=asked.detectors,
    )
    looks = Looks(explorer)
    machine = world.machine
    if replay is None:
        chosen = make_strategy(strategy, seed, machine)
    else:
        chosen, schedules = follow(machine, token.parse_for(replay, name)), 1
    _make_ready(explorer, chosen)
    world.library.network.pieces = asked.network == PIECES
    started = real_time.perf_counter()
    failing: Run | None = None
    number = 0
    with garbage_between_runs(), _systematic_no_longer(machine), applied(world, asked.wakeups):
        while number < schedules:
            choose = chosen.chooser(number)
            if choose is None:
                break
            tries_before = explorer.tries_seen
            recorded = Recorded(machine)
            run = looks.run_once(recorded.around(choose) if chosen.systematic else choose)
            number += 1
            if not chosen.learn() and not run.failures:
                continue
            if run.verdict != words.OK:
                failing = run
                break
            if number % COLLECT_EVERY == 0:
                gc.collect()
            asked.progress(number)
            if time_limit is not None and real_time.perf_counter() - started > time_limit:
                break
            if asked.wholly and number >= _TELLING and number > TOO_MANY * schedules * chosen.share():
                break
        not_visible = _out_of_sight(world, chosen)
        complete = failing is None and not not_visible
        answer = Result(
            verdict=words.OK if failing is None else failing.verdict,
            proved=complete and chosen.exhausted,
            covers=chosen.covers if complete else "",
            schedules=number - chosen.redundant,
            redundant=chosen.redundant,
            operations=explorer.operations,
            seconds=real_time.perf_counter() - started,
            virtual_seconds=machine.now,
            output=world.journal.text,
            not_visible=not_visible,
        )
        # That it could get stuck is no news where it did, or where every schedule was run.
        answer.notes = [] if answer.proved or answer.verdict == words.DEADLOCK else looks.notes
        if failing is not None:
            explorer.tries_seen = tries_before
            chosen, number = (Deviations(machine, recorded.deviations), 1) if chosen.systematic else (chosen, number)
        told = _Told(name, command, replay, asked)
        if failing is None and asked.explain:
            failing = told.of_nothing_wrong(answer, explorer, chosen)
            chosen, number = (chosen, number) if failing is None else (Deviations(machine, ()), 1)
        if failing is not None:
            told.of_a_failure(answer, explorer, failing, chosen, number - 1)
        if asked.drawing is not None:
            answer.picture = told.picture(answer, explorer, asked.drawing.within(time_limit, started))
        return answer


def _out_of_sight(world: World, chosen: Strategy) -> list[str]:
    """Return what threads may share that no strategy sees, and what was taken for granted, a sentence each."""
    found = [line for lines in world.not_visible.values() for line in lines]
    if chosen.exhausted or chosen.covers:
        found += map(_, (*world.machine.unseen, *world.unseen, *chosen.assumptions))
    return found


@dataclass(frozen=True)
class _Told:
    """How what was found is to be told; see `explore_program`."""

    name: str
    command: str
    replay: str | None
    asked: Asked

    def of_nothing_wrong(self, answer: Result, explorer: Explorer, chosen: Strategy) -> Run | None:
        """Tell a schedule of a program in which nothing was found; return it if something is wrong in it after all."""
        from plugins.simulation.narrate import tell_ok

        replayed = chosen if self.replay else None
        failing = tell_ok(answer, explorer, replayed, name=self.name, command=self.command, keep=self.replay)
        if failing is not None:
            answer.verdict, answer.proved, answer.covers = failing.verdict, False, ""
        return failing

    def of_a_failure(self, answer: Result, explorer: Explorer, failing: Run, chosen: Strategy, number: int) -> None:
        """Tell the schedule that failed."""
        from plugins.simulation.narrate import tell

        answer.notes[:0] = self.asked.wakeups.label()
        told = {"name": self.name, "command": self.command}
        tell(answer, explorer, failing, chosen, number, **told, keep=self.replay, whole=self.asked.explain)

    def picture(self, answer: Result, explorer: Explorer, drawing: Drawing) -> Picture:
        """Return the picture of the schedule that *answer* tells of; of the one with the fewest switches if of none."""
        from plugins.simulation.narrate import command_for
        from plugins.simulation.timeline.picture import draw

        machine, world = explorer.machine, explorer.world
        replay = answer.replay or self.replay or token.make(self.name, ())
        chosen = follow(machine, token.parse(replay))
        _make_ready(explorer, chosen)
        choose = chosen.chooser(0)
        assert choose is not None
        return draw(
            explorer,
            answer.verdict,
            choose,
            replay=replay,
            name=self.name,
            command=lambda wanted: command_for(self.command, wanted),
            drawing=drawing,
            merge=self.asked.wakeups == AS_IN_CPYTHON and not world.unseen and not machine.unseen,
        )


#: Whether what this process holds was frozen by `freeze_for_good`; asking `gc` for their number takes milliseconds.
_frozen_for_good = False


def freeze_for_good() -> None:
    """Keep everything that is there now out of the collector, in a process that lives for its explorations alone.

    Each exploration then saves the 20 ms of looking through all of it.
    """
    global _frozen_for_good  # noqa: PLW0603 a property of the process
    _frozen_for_good = True
    gc.freeze()


@contextmanager
def garbage_between_runs() -> Iterator[None]:
    """Collect no garbage within the block but when asked to, and then only what was made there.

    After `gc.freeze` a collection costs microseconds. What somebody else has frozen stays so.
    """
    was_on = gc.isenabled()
    freezes = _frozen_for_good or not gc.get_freeze_count()
    gc.collect()
    if freezes:
        gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        if freezes and not _frozen_for_good:
            gc.unfreeze()
        if was_on:
            gc.enable()


@contextmanager
def _systematic_no_longer(machine: Machine) -> Iterator[None]:
    try:
        yield
    finally:
        machine.systematic = machine.keeps_operations = False


def follow(machine: Machine, parsed: token.Token) -> Strategy:
    """Return the strategy that runs the one schedule of a token."""
    if parsed.sampled is None:
        return Deviations(machine, parsed.deviations)
    strategy, seed, *numbers = parsed.sampled
    return Offset(make_strategy(str(strategy), int(seed), machine), tuple(map(int, numbers)))
