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


def default_choice(runnable: list[SimThread], me: SimThread | None, last: int) -> SimThread:
    """Return whom a replay lets go on where its token says nothing: the same thread, else the next by number.

    :param last: index of the thread that ran last.
    """
    if me is not None:
        return me
    best = None
    for thread in runnable:
        if thread.index > last and (best is None or thread.index < best.index):
            best = thread
    if best is None:
        best = min(runnable, key=_index)
    return best


def _index(thread: SimThread) -> int:
    return thread.index


class Recorded:
    """Makes choosers that note where they departed from the default policy.

    :ivar deviations: (step, thread index) of each departure: all that a token has to hold.
    :ivar segments: (thread index, operations) in the order of running.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.deviations: list[tuple[int, int]] = []
        self.segments: list[tuple[int, int]] = []
        self._last = 0
        self._since = 0

    def around(self, choose: Chooser) -> Chooser:
        """Return *choose*, noted."""
        machine = self._machine
        policy = DefaultPolicy(machine)

        def noted(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            expected = policy(runnable, me)
            chosen = choose(runnable, me)
            if chosen is not expected:
                self.deviations.append((machine.steps, chosen.index))
            policy.went(chosen)
            return chosen

        return noted


class DefaultPolicy:
    """The default policy with its fairness: a thread that ran `FAIR_AFTER` operations in a row gives way."""

    __slots__ = ("_last", "_machine", "_since")

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._last = 0
        self._since = 0

    def __call__(self, runnable: list[SimThread], me: SimThread | None) -> SimThread:
        """Return the default choice."""
        if me is not None and me.index == self._last and self._machine.steps - self._since > FAIR_AFTER:
            me = None
        return default_choice(runnable, me, self._last)

    def went(self, chosen: SimThread) -> None:
        """Note who really went on."""
        if chosen.index != self._last or self._machine.steps - self._since > FAIR_AFTER:
            self._since = self._machine.steps
        self._last = chosen.index


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
        policy = DefaultPolicy(machine)
        deviations = self._deviations

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            wanted = deviations.get(machine.steps)
            chosen = policy(runnable, me)
            if wanted is not None:
                for thread in runnable:
                    if thread.index == wanted:
                        chosen = thread
                        self.followed += 1
                        break
                else:
                    if self.departed is None:
                        self.departed = (machine.steps, wanted)
            policy.went(chosen)
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
        policy = DefaultPolicy(machine)
        segments = self._segments
        position = -1
        until = 0

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            nonlocal position, until
            steps = machine.steps
            if position >= 0 and me is not None and position < len(segments) and me.index == segments[position][0] and steps < until:
                policy.went(me)
                return me
            while position < len(segments) - 1:
                position += 1
                wanted, length = segments[position]
                for thread in runnable:
                    if thread.index == wanted:
                        until = steps + length
                        policy.went(thread)
                        return thread
            position = len(segments)
            chosen = policy(runnable, me)
            policy.went(chosen)
            return chosen

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
