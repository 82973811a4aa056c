"""Hammering: run a program round after round on real threads, count what comes out, and tell one failing round.

The verdict is that of the first round that failed, in the words and by the precedence of the simulation; all rounds are
run all the same, since how often a race really shows on this Python is what one hammers for. No round can be replayed.
So when rounds have failed, further ones are run with the recorder on until one fails in the same way, and that one is
told. Rejected: recording always, which makes a round ten times as long.
"""

from __future__ import annotations

import gc
import platform
import sys
import sysconfig
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import result as words
from plugins.simulation.autopsy import Autopsy
from plugins.simulation.causes import in_short
from plugins.simulation.exploring import COLLECT_EVERY, Explorer, garbage_between_runs
from plugins.simulation.language import _, ngettext
from plugins.simulation.looks import recording
from plugins.simulation.machine import FINISHED
from plugins.simulation.narrate import complete, write
from plugins.simulation.result import Result
from plugins.simulation.story import Story
from plugins.simulation.timeline.picture import Files, picture_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plugins.hammer.world import RealWorld
    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.exploring import Program, Run
    from plugins.simulation.race import LostUpdate
    from plugins.simulation.recorder import Recorder
    from plugins.simulation.simthread import SimThread
    from plugins.simulation.timeline.picture import Picture

#: Rounds of a program that starts no thread: more of them would be all the same.
ROUNDS_WITHOUT_THREADS: Final = 10
#: Rounds with the recorder on at most, and wall seconds for them.
_RECORDED: Final = 300
_RECORDED_SECONDS: Final = 5.0
#: Wall seconds between two threads' turns while the recorder is on: what it noted then really happens in that order.
_LONG_TURN: Final = 0.1
#: Wall seconds between two signs of life.
_SIGN_EVERY: Final = 1.0
#: A failing round that takes so many wall seconds is a slow one; after so many seconds of them no further round is run.
_SLOW: Final = 0.02
_SLOW_SECONDS: Final = 3.0
#: Kinds of wrong results that are told apart, and characters of each.
_KINDS: Final = 8
_LONGEST_KIND: Final = 60

#: Mixes seed and round (the golden ratio, and a factor of SplitMix64), so that neighbours have nothing in common.
_BY_SEED: Final = 0x9E3779B97F4A7C15
_BY_ROUND: Final = 0xBF58476D1CE4E5B9
_MASK: Final = (1 << 64) - 1


@dataclass
class Tally:
    """What came out of the rounds of one program.

    :ivar rounds: how many were run.
    :ivar seconds: wall time that they took.
    :ivar right: rounds in which nothing wrong came out; an update may have been near to getting lost all the same.
    :ivar lost: rounds in which an update really got lost.
    :ivar possible: rounds in which one could have got lost.
    :ivar wrong: what came out in the other rounds, and how often.
    :ivar first: the first wrong round, counted from 1; 0 if there was none.
    :ivar threads: the program starts threads.
    :ivar cut_short: fewer rounds were run than wanted, since those that fail take long.
    """

    rounds: int = 0
    seconds: float = 0.0
    right: int = 0
    lost: int = 0
    possible: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    first: int = 0
    threads: bool = False
    cut_short: bool = False

    def count(self, run: Run, explorer: Explorer) -> None:
        """Count one round."""
        self.rounds += 1
        self.threads = self.threads or explorer.machine.spawned
        found = explorer.race.found
        if found is not None:
            self.possible += 1
            self.lost += found.seen
        kind = _kind(run)
        if run.verdict == words.OK or (kind == words.LOST_UPDATE and found is not None and not found.seen):
            self.right += 1
            return
        self.first = self.first or self.rounds
        if kind in self.wrong or len(self.wrong) < _KINDS:
            self.wrong[kind] += 1
        else:
            self.wrong[_("something else")] += 1

    def lines(self) -> list[str]:
        """Return the tally as lines for a report."""
        width = len(f"{self.rounds:,}")
        lines = [
            ngettext(
                "{count:,} round on {python}",
                "{count:,} rounds on {python}",
                self.rounds,
                count=self.rounds,
                python=this_python(),
            )
        ]
        if self.cut_short:
            lines.append(_("(no more of them, since one that fails takes long)"))
        elif not self.threads:
            lines.append(_("(the program starts no thread, so more would be the same)"))
        lines.append(_("{count:>{width},}  right", count=self.right, width=width))
        lines += [f"{count:>{width},}  {kind}" for kind, count in self.wrong.most_common()]
        if self.first:
            lines.append(_("the first wrong one was round {first:,}", first=self.first))
        return lines

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for a report that travels between processes."""
        return {
            "rounds": self.rounds,
            "seconds": self.seconds,
            "right": self.right,
            "lost": self.lost,
            "possible": self.possible,
            "wrong": dict(self.wrong.most_common()),
            "first": self.first,
            "threads": self.threads,
            "cut_short": self.cut_short,
            "python": this_python(),
        }


def this_python() -> str:
    """Return the name of this Python, and whether its threads run beside each other."""
    name = f"{platform.python_implementation()} {platform.python_version()}"
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return name
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    if locked:
        return _("{python}, a free-threaded build with its GIL", python=name)
    return _("{python}, a free-threaded build without its GIL", python=name)


def _kind(run: Run) -> str:
    """Return in a few words what was wrong in a round: the value that came out, if there is one, else the verdict."""
    text: str = run.verdict
    if run.failures and run.verdict in (words.LOST_UPDATE, words.ASSERTION, words.EXCEPTION):
        error = run.failures[0].error
        first = str(error).strip().partition("\n")[0]
        text = first if isinstance(error, AssertionError) and first else in_short(error)
    return text if len(text) <= _LONGEST_KIND else text[: _LONGEST_KIND - 3] + "..."


def hammer_program(
    program: Program,
    *,
    world: RealWorld,
    rounds: int,
    seed: int = 0,
    clock: str = "exact",
    horizon: float | None = None,
    all_joined: bool = False,
    passthrough: Iterable[type[BaseException]] = (),
    command: str = "",
    sign_of_life: Callable[[int], object] = lambda _number: None,
    drawing: bool = False,
) -> tuple[Result, Tally]:
    """Run *program* in *world*, which must be active, *rounds* times on real threads.

    :param program: called as the main thread, once per round.
    :param seed: what the choices to give up the processor come from.
    :param clock: "exact" or "any", as for the simulation: the clock jumps when every thread waits.
    :param horizon: seconds of the program's time after which a round is broken off.
    :param all_joined: no thread may be left when *program* returns.
    :param passthrough: exceptions that end the hammering and are raised again.
    :param command: what a person types to come here.
    :param sign_of_life: called about once a second while rounds go on, with their number.
    :param drawing: put a picture of the round that is told into the answer; of one more round if none failed.
    :return: the answer, in which `schedules` counts rounds and `replay` is always None, and the tally.
    """
    explorer = Explorer(
        program, world=world, clock=clock, horizon=horizon, all_joined=all_joined, passthrough=tuple(passthrough)
    )
    hammer = _Hammer(explorer, world, seed)
    started = signed = time.perf_counter()
    with garbage_between_runs():
        for number in range(rounds):
            if number == ROUNDS_WITHOUT_THREADS and not hammer.tally.threads:
                break
            hammer.strike(number)
            if hammer.slow > _SLOW_SECONDS:
                hammer.tally.cut_short = True
                break
            if number % COLLECT_EVERY == 0:
                gc.collect()
            if (now := time.perf_counter()) - signed > _SIGN_EVERY:
                signed = now
                sign_of_life(number + 1)
        tally = hammer.tally
        tally.seconds = time.perf_counter() - started
        failed = hammer.failed
        answer = Result(
            verdict=words.OK if failed is None else failed.run.verdict,
            schedules=tally.rounds,
            operations=explorer.operations,
            seconds=tally.seconds,
            virtual_seconds=world.real.now,
            output=world.journal.text,
            not_visible=[line for lines in world.not_visible.values() for line in lines],
        )
        if failed is not None:
            hammer.tell(answer, failed, command)
        elif drawing:
            sign_of_life(rounds)
            hammer.draw_one(rounds)
        answer.picture = hammer.picture if drawing else None
    return answer, tally


@dataclass
class _Failed:
    """A round that failed, and what would be gone after the next one."""

    run: Run
    number: int
    found: LostUpdate | None
    threads: list[SimThread]
    waiting: list[Waiting]
    output: str


class _Hammer:
    """Runs rounds of one program.

    :ivar failed: the first round that failed.
    :ivar slow: wall seconds that failing rounds took which each take long.
    :ivar picture: of the last round that was run with the recorder on and told.
    """

    def __init__(self, explorer: Explorer, world: RealWorld, seed: int) -> None:
        self.tally = Tally()
        self.failed: _Failed | None = None
        self.slow = 0.0
        self.picture: Picture | None = None
        self._explorer = explorer
        self._world = world
        self._seed = seed
        self._first_lost: int | None = None
        self._waiting: list[Waiting] = []

    def strike(self, number: int) -> None:
        """Run a round and count it."""
        explorer, machine = self._explorer, self._world.real
        machine.autopsy = self._look if self.failed is None else None
        began = time.perf_counter()
        run = self._run(number)
        if run.verdict != words.OK and (took := time.perf_counter() - began) > _SLOW:
            self.slow += took
        self.tally.count(run, explorer)
        found = explorer.race.found
        if run.verdict == words.LOST_UPDATE and found is not None and found.seen and self._first_lost is None:
            self._first_lost = number
        if run.verdict != words.OK and self.failed is None:
            threads = list(machine.threads)
            self.failed = _Failed(run, number, found, threads, self._waiting, self._world.journal.text)

    def _run(self, number: int) -> Run:
        self._world.real.seed = (self._seed * _BY_SEED + (number + 1) * _BY_ROUND) & _MASK
        return self._explorer.run_once(_nobody)

    def _look(self) -> None:
        """Note who waits for what, if the round ends with somebody waiting."""
        if self._world.real.outcome != FINISHED:
            autopsy = Autopsy(self._world)
            autopsy.look()
            self._waiting = autopsy.waiting

    def tell(self, answer: Result, failed: _Failed, command: str) -> None:
        """Complete *answer* with the story of a round that failed as *failed* did."""
        explorer, world = self._explorer, self._world
        world.real.autopsy = None
        story = Story(failed.run.verdict, "", rounds=self.tally.lines(), replay=command)
        told = self._recorded(story, failed)
        if told is None:
            told = failed.run
            explorer.race.found = failed.found
            world.real.threads[:] = failed.threads
            answer.output = failed.output
            write(story, explorer, told, (), failed.waiting)
            story.notes.append(_("It did not happen again while the steps were recorded, so they cannot be shown."))
        else:
            answer.output = world.journal.text
            story.printed = world.journal.stdout_text
        if story.verdict == words.LOST_UPDATE:
            story.because.append(self._known_of_the_race())
        complete(answer, story, told)

    def _recorded(self, story: Story, failed: _Failed) -> Run | None:
        """Write into *story* what happens in a round that fails as *failed* did; return that round, if one comes."""
        explorer = self._explorer
        first = failed.number if self._first_lost is None else self._first_lost
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_LONG_TURN)
        deadline = time.perf_counter() + _RECORDED_SECONDS
        try:
            for number in range(first, first + _RECORDED):
                with recording(explorer) as (recorder, autopsy):
                    run = self._run(number)
                late = time.perf_counter() > deadline or number == first + _RECORDED - 1
                found = explorer.race.found
                as_seen = self._first_lost is None or late or (found is not None and found.seen)
                if run.verdict == failed.run.verdict and as_seen:
                    write(story, explorer, run, recorder.events, autopsy.waiting)
                    self._draw(run, recorder, autopsy)
                    return run
                if late:
                    break
            return None
        finally:
            sys.setswitchinterval(interval)

    def draw_one(self, number: int) -> None:
        """Run one more round, with the recorder on, for a picture of it."""
        with recording(self._explorer) as (recorder, autopsy):
            run = self._run(number)
        if run.verdict == words.OK:
            self._draw(run, recorder, autopsy)

    def _draw(self, run: Run, recorder: Recorder, autopsy: Autopsy) -> None:
        files = Files()
        self.picture = picture_of(self._explorer, run, recorder.events, autopsy.waiting, files)
        self.picture["files"] = files.as_list()

    def _known_of_the_race(self) -> str:
        """Return what the rounds showed of a lost update on this Python."""
        tally = self.tally
        if tally.lost:
            return _(
                "Seen here: in {lost:,} of {rounds:,} rounds on {python} an update was really lost. The language "
                "promises nothing.",
                lost=tally.lost,
                rounds=tally.rounds,
                python=this_python(),
            )
        return _(
            "Not seen here: in none of {rounds:,} rounds on {python} was it really lost; in {possible:,} of them "
            "nothing but luck prevented it. The language promises nothing.",
            rounds=tally.rounds,
            python=this_python(),
            possible=tally.possible,
        )


def _nobody(runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
    """Choose who runs next: real threads do not ask."""
    del runnable
    return me
