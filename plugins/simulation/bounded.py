"""Iterative preemption bounding: all schedules without a preemption, then all with one, with two, and so on.

After Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI 2007). A
preemption takes the turn from a thread that could go on. Most bugs need very few, so the first counterexample is the
simplest there is, and what has been run can be said in a sentence: all schedules with at most two preemptions.

Every schedule is run once: it is the default policy (the same thread, else the first by number) but for its departures,
and each place behind the last departure where another thread could go on makes one more. Nothing is left out by
partial-order reduction, which is unsound together with a bound (Coons, Musuvathi and McKinley, OOPSLA 2013); only at
operations that others cannot tell the place of (releasing a lock that nobody only attempts to take, starting and ending
threads) no turn is taken.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import N_, ngettext
from plugins.simulation.operations import END, JOIN, RELEASE, SPAWN
from plugins.simulation.rewrite_site import POLL
from plugins.simulation.strategies import BaseStrategy

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.simthread import SimThread

#: Operations without effect after which a thread gives way, if the loop that it is in does more than to ask.
_PATIENCE: Final = 200
_POLLING: Final = N_("a loop that went round without effect was taken to do nothing else, and had to give way")

_Departures = tuple[tuple[int, int], ...]


class BoundedStrategy(BaseStrategy):
    """Explores by the number of preemptions.

    :ivar covers: what has been run wholly, as a sentence.
    :ivar preemptions: how many the present schedules have.
    """

    name = "bounded"
    systematic = True

    def __init__(self, machine: Machine, most: int | None = None) -> None:
        """:param most: preemptions at most; None for no bound."""
        super().__init__(0)
        self._machine = machine
        self._most = most
        self._begin()

    def _begin(self) -> None:
        self.preemptions = 0
        self.covers = ""
        self._now: deque[_Departures] = deque([()])
        self._later: deque[_Departures] = deque()
        self._tries_seen = self._machine.tries_seen

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of the next schedule; None when there is none left within the bound."""
        del schedule
        machine = self._machine
        if machine.tries_seen != self._tries_seen:
            # Somebody only attempts to take a lock, so that the places of releases matter too.
            self._begin()
        while not self._now:
            count = self.preemptions
            self.covers = ngettext(
                "all schedules with at most {count} preemption",
                "all schedules with at most {count} preemptions",
                count,
                count=count,
            )
            if not self._later:
                self.exhausted = not self.assumptions
                self.covers = "" if self.exhausted else self.covers
                return None
            if count == self._most:
                return None
            self.preemptions += 1
            self._now, self._later = self._later, self._now
        machine.systematic = True
        machine.on_turn = self._on_turn
        self._idle: dict[int, int] = {}
        return self._chooser_of(self._now.popleft())

    def _chooser_of(self, departures: _Departures) -> Chooser:
        machine = self._machine
        wanted = dict(departures)
        behind = departures[-1][0] if departures else -1
        idle = self._idle

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            steps = machine.steps
            if me is not None and self._is_nobodys_business(me) and steps not in wanted:
                return me
            busy = runnable
            if len(runnable) > 1:
                if me is not None and min(steps - machine.turn_began, steps - machine.progress_step) > _PATIENCE:
                    idle[me.index] = machine.progress_step
                    self.assume(_POLLING)
                if idle:
                    busy = [thread for thread in runnable if idle.get(thread.index) != machine.progress_step]
                    busy = busy or runnable
            goes_on = me if me is not None and me in busy else min(busy, key=_index)
            if steps > behind:
                line = self._later if goes_on is me else self._now
                for thread in busy:
                    if thread is not goes_on:
                        line.append((*departures, (steps, thread.index)))
                return goes_on
            index = wanted.get(steps)
            return goes_on if index is None else next((t for t in busy if t.index == index), goes_on)

        return choose

    def _is_nobodys_business(self, me: SimThread) -> bool:
        operation = me.operation
        if operation is None:
            return False
        kind = operation[0]
        return kind in (END, JOIN, SPAWN) or (kind == RELEASE and not self._tries_seen)

    def _on_turn(self, site: Any) -> None:
        """The running thread begins a turn of a loop that only asks: it can as well wait until something happens."""
        if site.key == POLL and self._machine.current is not None:
            self._idle[self._machine.current.index] = self._machine.progress_step


def _index(thread: SimThread) -> int:
    return thread.index
