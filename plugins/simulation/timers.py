"""When threads that sleep or have only so much patience go on: a heap by the moment that they are due.

A thread has one timer at most, of which it keeps the number (`SimThread.timer`). One that is no longer wanted is not
looked for in the heap: its number has changed, and it is dropped when it comes to the top.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.simulation.simthread import SimThread


class Timers:
    """The timers of one machine; true while there may be one. All times are seconds of virtual time."""

    __slots__ = ("_count", "_heap")

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, SimThread]] = []
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    def clear(self) -> None:
        """Forget all."""
        self._heap.clear()
        self._count = 0

    def set(self, thread: SimThread, due: float) -> None:
        """Let *thread* be due at *due*, in place of what it had."""
        self._count += 1
        thread.timer = self._count
        heapq.heappush(self._heap, (due, self._count, thread))

    def first(self) -> float | None:
        """Return when somebody is due next, None if nobody ever is."""
        heap = self._heap
        while heap:
            due, number, thread = heap[0]
            if thread.timer == number and not thread.ended:
                return due
            heapq.heappop(heap)
        return None

    def pop(self, until: float) -> list[SimThread]:
        """Take out all who are due at *until* at the latest; return them in the order in which they are."""
        due = []
        heap = self._heap
        while heap and heap[0][0] <= until:
            _, number, thread = heapq.heappop(heap)
            if thread.timer == number and not thread.ended:
                due.append(thread)
        return due
