"""Strategies: who goes on, where more than one thread can.

A strategy makes a *chooser* for each schedule: a function of the runnable threads and the thread that was running (None
if it cannot go on), returning one of the runnable ones. It is called at every choice of every schedule, hence a plain
function without hooks around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine, SimThread

_MULTIPLIER: Final = 6364136223846793005
_INCREMENT: Final = 1442695040888963407
_MASK: Final = (1 << 64) - 1

#: Operations in a row after which the default policy lets another thread go on, so that polling loops end.
FAIR_AFTER: Final = 20_000


#: The strategies that can be asked for by name.
STRATEGIES: Final = ("random", "dpor")


class Strategy(Protocol):
    """What `explore_program` asks of a strategy."""

    name: str
    seed: int

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of schedule number *schedule*, from 0; None when there is nothing left to try."""


class RandomStrategy:
    """Chooses evenly among the runnable threads, by a generator that is the same on every machine.

    The generator is Knuth's 64-bit congruential one (MMIX): to seed `random.Random` costs 10 us a schedule.
    """

    name = "random"

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def chooser(self, schedule: int) -> Chooser:
        """Return a chooser seeded by the strategy's seed and *schedule*."""
        state = ((self.seed * 0x9E3779B97F4A7C15) ^ ((schedule + 1) * 0xD1B54A32D192ED03)) & _MASK

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            nonlocal state
            del me
            state = (state * _MULTIPLIER + _INCREMENT) & _MASK
            return runnable[(state >> 33) % len(runnable)]

        return choose


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


class Deviations:
    """Replays: the default policy except at the given steps.

    :ivar departed: the first (step, thread index) that could not be followed, or None.
    """

    name = "replay"
    seed = 0

    def __init__(self, machine: Machine, deviations: Sequence[tuple[int, int]]) -> None:
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


class Segments:
    """Replays loosely: each (thread, operations) in turn, as far as it is possible; then the default policy.

    Loosely, since this is what shrinking tries: a segment whose thread cannot go on is skipped.
    """

    name = "segments"
    seed = 0

    def __init__(self, machine: Machine, segments: Sequence[tuple[int, int]]) -> None:
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


class Offset:
    """A sampling strategy that begins with its *number*-th schedule and has no other: replays a sampled token."""

    def __init__(self, strategy: Strategy, number: int) -> None:
        self.name = strategy.name
        self.seed = strategy.seed
        self.number = number
        self._strategy = strategy

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the one chooser."""
        return None if schedule else self._strategy.chooser(self.number)
