"""Probabilistic concurrency testing: priorities that change at few places, with a known chance to find a bug.

After Burckhardt, Kothari, Musuvathi and Nagarakatti, "A randomized scheduler with probabilistic guarantees of finding
bugs" (ASPLOS 2010). Each thread has a random priority, and the highest that can go on does; at d - 1 places, chosen
evenly among the choices of a schedule, whoever is about to go on falls below all others. A bug of depth d (one that d
orderings bring about) is met with probability of at least 1/(n k^(d-1)) by each schedule, n threads and k choices.

The number of choices is learnt from the schedules before; it stands in the token of a schedule. Where it was guessed
too small, as in the first, the bound does not hold.

Threads that go round and get nowhere, one or several in turn, would starve those they wait for. Where a thread that
could go on was passed over for a number of operations without effect, all that were chosen meanwhile fall below it,
so that loops which poll come to an end; and so do those that run on and on, whatever they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.strategies import BaseStrategy, numbers_from

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.simthread import SimThread

#: The depth of bugs that is aimed at: most of those known need less (Thomson, Donaldson and Betts, TOPC 2016).
DEPTH: Final = 3
#: What the first schedule is taken to have, in choices.
FIRST_LENGTH: Final = 20
#: Operations without effect for which a thread may be passed over.
PATIENCE: Final = 60
#: Operations for which a thread may be passed over, whatever the others do.
TURN: Final = 1_000


class PctStrategy(BaseStrategy):
    """Samples schedules by priorities.

    :ivar length: the most choices that a schedule had so far.
    """

    name = "pct"

    def __init__(self, seed: int, machine: Machine, depth: int = DEPTH) -> None:
        super().__init__(seed)
        self._machine = machine
        self._changes = depth - 1
        self._lengths: dict[int, int] = {}
        self.length = 0

    def chooser(self, schedule: int) -> Chooser:
        """Return the chooser of schedule number *schedule*, for a length as it was when that was first asked for."""
        length = self._lengths.setdefault(schedule, self.length or FIRST_LENGTH)
        return self._of(schedule, length)

    def numbers(self, schedule: int) -> tuple[int, ...]:
        """Return the number of the schedule and the length that its changes of priority were spread over."""
        return (schedule, self._lengths[schedule])

    def again(self, numbers: tuple[int, ...]) -> Chooser | None:
        """Return the chooser of the schedule with that number and length."""
        return self._of(*numbers) if len(numbers) == 2 else None  # noqa: PLR2004 number and length

    def _of(self, schedule: int, length: int) -> Chooser:
        machine = self._machine
        draw = numbers_from(self.seed, schedule)
        changes = sorted((draw() % length for _ in range(self._changes)), reverse=True)
        above = len(changes)
        priorities: dict[int, int] = {}
        count = 0
        lowest = 0
        turns = (_Turn(PATIENCE), _Turn(TURN))

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            nonlocal count, lowest
            del me
            best, highest = runnable[0], -(1 << 62)
            for thread in runnable:
                index = thread.index
                priority = priorities.get(index)
                if priority is None:
                    priority = priorities[index] = above + draw()
                if priority > highest:
                    best, highest = thread, priority
            falling: list[int] = []
            while changes and changes[-1] <= count:
                changes.pop()
                falling = [best.index]
            steps = machine.steps
            for turn in turns:
                turn.chosen.add(best.index)
                if steps - turn.began > turn.length:
                    if turn.length == TURN or steps - machine.progress_step > PATIENCE:
                        falling += turn.unfair(runnable)
                    turn.begin(steps)
            count += 1
            if count > self.length:
                self.length = count
            if not falling:
                return best
            for index in falling:
                lowest -= 1
                priorities[index] = lowest
            return max(runnable, key=_priority)

        def _priority(thread: SimThread) -> int:
            return priorities[thread.index]

        return choose


class _Turn:
    """A stretch of operations in which everybody who can go on should be chosen once.

    :param length: operations.
    """

    __slots__ = ("began", "chosen", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self.began = 0
        self.chosen: set[int] = set()

    def begin(self, steps: int) -> None:
        """Begin anew."""
        self.began = steps
        self.chosen.clear()

    def unfair(self, runnable: list[SimThread]) -> list[int]:
        """Return the threads that were chosen, if one of *runnable* was not; in an order that repeats."""
        if all(thread.index in self.chosen for thread in runnable):
            return []
        return sorted(self.chosen)
