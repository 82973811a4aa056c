"""Partial-order sampling: every operation has a random priority, and those that it gets in the way of a new one.

After Yuan, Yang and Gu, "Partial order aware concurrency sampling" (CAV 2018). Choosing evenly among the threads
favours some orders of those operations that matter over others, by how many operations without meaning stand before
them. Here the order of two operations is drawn when both are pending; when one of them has been run, a pending
operation that conflicts with it is drawn anew, so that the orders of different conflicts do not depend on each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.operations import READ
from plugins.simulation.strategies import BaseStrategy, numbers_from

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.operations import Operation
    from plugins.simulation.simthread import SimThread


#: Operations in a row after which another thread goes on, whatever was drawn.
_FAIR_AFTER: Final = 1_000


class PosStrategy(BaseStrategy):
    """Samples schedules by priorities of operations."""

    name = "pos"
    operations = True

    def __init__(self, seed: int, machine: Machine) -> None:
        super().__init__(seed)
        self._machine = machine

    def chooser(self, schedule: int) -> Chooser:
        """Return the chooser of schedule number *schedule*."""
        self._machine.keeps_operations = True
        draw = numbers_from(self.seed, schedule)
        priorities: dict[int, int] = {}
        machine = self._machine

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            if me is not None and len(runnable) > 1 and machine.steps - machine.turn_began > _FAIR_AFTER:
                # The others drew such small numbers that a loop which waits for them would run for ever.
                priorities.clear()
                runnable = [thread for thread in runnable if thread is not me]
            best, highest = runnable[0], -1
            for thread in runnable:
                index = thread.index
                priority = priorities.get(index)
                if priority is None:
                    priority = priorities[index] = draw()
                if priority > highest:
                    best, highest = thread, priority
            del priorities[best.index]
            operation = best.operation
            if operation is not None:
                for thread in runnable:
                    pending = thread.operation
                    if pending is not None and pending[1] is operation[1] and _conflict(pending, operation):
                        priorities.pop(thread.index, None)
            return best

        return choose


def _conflict(one: Operation, other: Operation) -> bool:
    """Return whether two operations on one object may get in each other's way."""
    if one[0] == other[0] == READ:
        return False
    key, other_key = one[2], other[2]
    # Keys are the program's own objects, which must not be compared by its code: only the plain ones are.
    return key is None or other_key is None or type(key) is not type(other_key) or _same(key, other_key)


def _same(key: object, other: object) -> bool:
    return key is other or (type(key) in (str, int) and key == other)
