"""Strategies: who goes on, where more than one thread can.

A strategy makes a *chooser* for each schedule: a function of the runnable threads and the thread that was running (None
if it cannot go on), returning one of the runnable ones. It is called at every choice of every schedule, hence a plain
function without hooks around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.simthread import SimThread

_MULTIPLIER: Final = 6364136223846793005
_INCREMENT: Final = 1442695040888963407
_MASK: Final = (1 << 64) - 1

#: Operations in a row after which the default policy lets another thread go on, so that polling loops end.
FAIR_AFTER: Final = 20_000


class Strategy(Protocol):
    """What `explore_program` asks of a strategy; `BaseStrategy` answers all but `chooser`.

    :ivar name: as `--strategy` and tokens spell it.
    :ivar seed: what its random choices come from.
    :ivar systematic: every operation is to be a choice, with its `SimThread.operation`.
    :ivar operations: each thread's `SimThread.operation` is to be kept at the choices.
    :ivar exhausted: every schedule that differs from those run has been run too.
    :ivar redundant: schedules that turned out to repeat others.
    :ivar assumptions: what was taken for granted, a sentence each; nothing is proved then.
    :ivar covers: what has been run wholly so far, in words, if that is less than every interleaving; else "".
    """

    name: str
    seed: int
    systematic: bool
    operations: bool
    exhausted: bool
    redundant: int
    assumptions: list[str]
    covers: str

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of schedule number *schedule*, from 0; None when there is nothing left to try."""

    def learn(self) -> bool:
        """Look at the schedule that was just run; return whether it counts as a complete one."""

    def share(self) -> float:
        """Return what share of all schedules has been run, by an estimate; 1.0 from who cannot tell."""

    def numbers(self, schedule: int) -> tuple[int, ...]:
        """Return what a token has to hold for `again` to find the schedule number *schedule*."""

    def again(self, numbers: tuple[int, ...]) -> Chooser | None:
        """Return the chooser of the schedule that `numbers` described; None for numbers that describe none."""


class BaseStrategy:
    """What most strategies have in common."""

    name = ""
    systematic = False
    operations = False
    covers = ""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.exhausted = False
        self.redundant = 0
        self.assumptions: list[str] = []

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of schedule number *schedule*."""
        raise NotImplementedError

    def learn(self) -> bool:
        """Return that the last schedule was a complete one."""
        return True

    def share(self) -> float:
        """Return 1.0: nothing is known of what is left."""
        return 1.0

    def numbers(self, schedule: int) -> tuple[int, ...]:
        """Return the number of the schedule, which is all that a token needs."""
        return (schedule,)

    def again(self, numbers: tuple[int, ...]) -> Chooser | None:
        """Return the chooser of the schedule with that number."""
        return self.chooser(numbers[0])

    def assume(self, sentence: str) -> None:
        """Note that something was taken for granted."""
        if sentence not in self.assumptions:
            self.assumptions.append(sentence)


class RandomStrategy(BaseStrategy):
    """Chooses evenly among the runnable threads, by a generator that is the same on every machine.

    The generator is Knuth's 64-bit congruential one (MMIX): to seed `random.Random` costs 10 us a schedule.
    """

    name = "random"

    def chooser(self, schedule: int) -> Chooser:
        """Return a chooser seeded by the strategy's seed and *schedule*."""
        state = _state(self.seed, schedule)

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            nonlocal state
            del me
            state = (state * _MULTIPLIER + _INCREMENT) & _MASK
            return runnable[(state >> 33) % len(runnable)]

        return choose


def _state(seed: int, schedule: int) -> int:
    return ((seed * 0x9E3779B97F4A7C15) ^ ((schedule + 1) * 0xD1B54A32D192ED03)) & _MASK


def numbers_from(seed: int, schedule: int) -> Callable[[], int]:
    """Return what gives a random number below 2^31 at each call, the same ones for the same *seed* and *schedule*."""
    state = _state(seed, schedule)

    def draw() -> int:
        nonlocal state
        state = (state * _MULTIPLIER + _INCREMENT) & _MASK
        return state >> 33

    return draw


def default_choice(machine: Machine, runnable: list[SimThread], me: SimThread | None) -> SimThread:
    """Return whom a replay lets go on where its token says nothing: the same thread, else the next by number.

    A thread that ran `FAIR_AFTER` operations in a row gives way, so that polling loops end.
    """
    if me is not None and (len(runnable) == 1 or machine.steps - machine.turn_began <= FAIR_AFTER):
        return me
    last = machine.current
    last_index = -1 if last is None else last.index
    best = None
    for thread in runnable:
        if thread.index > last_index and (best is None or thread.index < best.index):
            best = thread
    return min(runnable, key=_index) if best is None else best


def _index(thread: SimThread) -> int:
    return thread.index


class Recorded:
    """Makes choosers that note where they departed from the default policy.

    :ivar deviations: (step, thread index) of each departure: all that a token has to hold.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.deviations: list[tuple[int, int]] = []

    def around(self, choose: Chooser) -> Chooser:
        """Return *choose*, noted."""
        machine = self._machine

        def noted(runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
            chosen = choose(runnable, me)
            if chosen is not None and chosen is not default_choice(machine, runnable, me):
                self.deviations.append((machine.steps, chosen.index))
            return chosen

        return noted


class Deviations(BaseStrategy):
    """Replays: the default policy except at the given steps.

    :ivar departed: the first (step, thread index) that could not be followed, or None.
    """

    name = "replay"

    def __init__(self, machine: Machine, deviations: Sequence[tuple[int, int]]) -> None:
        super().__init__(0)
        self._machine = machine
        self._deviations = dict(deviations)
        self.departed: tuple[int, int] | None = None
        self.followed = 0

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the one chooser."""
        if schedule:
            return None
        machine = self._machine
        deviations = self._deviations

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            wanted = deviations.get(machine.steps)
            chosen = default_choice(machine, runnable, me)
            if wanted is not None:
                for thread in runnable:
                    if thread.index == wanted:
                        chosen = thread
                        self.followed += 1
                        break
                else:
                    if self.departed is None:
                        self.departed = (machine.steps, wanted)
            return chosen

        return choose


class Segments(BaseStrategy):
    """Replays loosely: each (thread, operations) in turn, as far as it is possible; then the default policy.

    Loosely, since this is what shrinking tries: a segment whose thread cannot go on is skipped.
    """

    name = "segments"

    def __init__(self, machine: Machine, segments: Sequence[tuple[int, int]]) -> None:
        super().__init__(0)
        self._machine = machine
        self._segments = segments

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the one chooser."""
        if schedule:
            return None
        machine = self._machine
        segments = self._segments
        position = -1
        until = 0

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            nonlocal position, until
            steps = machine.steps
            if (
                position >= 0
                and me is not None
                and position < len(segments)
                and me.index == segments[position][0]
                and steps < until
            ):
                return me
            while position < len(segments) - 1:
                position += 1
                wanted, length = segments[position]
                for thread in runnable:
                    if thread.index == wanted:
                        until = steps + length
                        return thread
            position = len(segments)
            return default_choice(machine, runnable, me)

        return choose


class Offset(BaseStrategy):
    """A sampling strategy that has one schedule, the one that *numbers* describe: replays a sampled token.

    :ivar tries_seen: releases are choices from the beginning.
    """

    def __init__(self, strategy: Strategy, numbers: tuple[int, ...]) -> None:
        super().__init__(strategy.seed)
        self.name = strategy.name
        self.operations = strategy.operations
        *own, tries_seen = numbers
        self.tries_seen = bool(tries_seen)
        self._numbers = tuple(own)
        self._strategy = strategy

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the one chooser."""
        return None if schedule or not self._numbers else self._strategy.again(self._numbers)
