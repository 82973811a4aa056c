"""Dynamic partial-order reduction: run one schedule of each class of equivalent ones, and know when all have been run.

Source sets with sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction"
(POPL 2014; "Source sets", JACM 2017). Two operations are dependent if their order can matter: accesses of one
variable of which one writes, two acquires of one lock, two prints. After each schedule every pair of dependent
operations of different threads that nothing else orders is a race; for each the schedule that begins the other way
round is put on the list.

Locks: two acquires are in conflict, and their race is looked for without the edge from release to acquire, which
would hide it; that edge does count for what happens before what. A release is never exchanged with an acquire, which
waits for it, but with an attempt (non-blocking or timed), which it decides about.

Rejected for now: wakeup trees (optimal DPOR), which save the schedules that sleep sets break off; they are counted as
`redundant`. Pruning by a preemption bound, which is unsound without further backtracking points (Coons, Musuvathi and
McKinley, OOPSLA 2013).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.simulation.machine import (
    ABORTED,
    ACQUIRE,
    END,
    FINISHED,
    HORIZON,
    JOIN,
    PRINT,
    READ,
    RELEASE,
    STUCK,
    TRY,
    TRY_JOIN,
    WRITE,
)

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine, Operation, SimThread

#: Operations in a row after which another thread goes on first, so that loops which wait by sleeping come to an end.
_FAIR_AFTER: Final = 200
#: Pairs of operations on one object whose order can be exchanged and may matter.
_EXCHANGEABLE: Final = frozenset(
    {
        (READ, WRITE), (WRITE, READ), (WRITE, WRITE),
        (ACQUIRE, ACQUIRE), (ACQUIRE, TRY), (TRY, ACQUIRE), (TRY, TRY), (TRY, RELEASE), (RELEASE, TRY),
        (PRINT, PRINT), (END, TRY_JOIN), (TRY_JOIN, END),
    }
)  # fmt: skip
#: Pairs of which the second can only come after the first.
_ENABLING: Final = frozenset({(RELEASE, ACQUIRE), (END, JOIN)})


def dependent(one: Operation | None, other: Operation | None) -> bool:
    """Return whether the order of two operations of different threads can matter."""
    if one is None or other is None:
        return False
    kind, thing, key = one
    other_kind, other_thing, other_key = other
    if thing is not other_thing or (kind, other_kind) not in _EXCHANGEABLE:
        return False
    return key is None or other_key is None or key == other_key


@dataclass(slots=True)
class _Node:
    """A state in which somebody was chosen.

    :ivar chosen: the thread that goes on in the present schedule.
    :ivar backtrack: threads that have to be tried here.
    :ivar done: threads that were tried here, with all that follows.
    :ivar sleep: threads whose next operation would only repeat what was run before.
    """

    chosen: int
    enabled: frozenset[int]
    sleep: frozenset[int]
    backtrack: set[int]
    done: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Event:
    thread: int
    position: int
    operation: Operation | None
    clock: dict[int, int]


class DporStrategy:
    """Explores exhaustively.

    :ivar exhausted: every class of schedules has been run.
    :ivar redundant: schedules that were broken off, since they would have repeated one that was run.
    :ivar cut_polling: a polling loop was taken to do nothing but poll, and let wait until somebody wrote.
    :ivar diverged: the program did not do the same again; then nothing is proved.
    """

    name = "dpor"
    seed = 0

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._stack: list[_Node] = []
        self._events: list[tuple[int, Operation | None]] = []
        self._asleep: dict[int, Operation | None] = {}
        self.exhausted = False
        self.cut_polling = False
        self.redundant = 0
        self.diverged = False

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of the next schedule; None when there is none left."""
        if schedule and not self._next():
            self.exhausted = not self.diverged
            return None
        self._events = []
        self._asleep = {}
        self._machine.systematic = True
        return self._choose

    def _choose(self, runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
        depth = len(self._events)
        by_index = {thread.index: thread for thread in runnable}
        if depth < len(self._stack):
            node = self._stack[depth]
            chosen = by_index.get(node.chosen)
            if chosen is None or frozenset(by_index) != node.enabled:
                self.diverged = True
                self._machine.outcome = ABORTED
                return None
        else:
            sleep = self._sleep_after()
            awake = [index for index in by_index if index not in sleep]
            if not awake and all(self._polls(thread) for thread in runnable):
                # Nobody is left who could write: the loops really poll for ever.
                awake = list(by_index)
            if not awake:
                self._machine.outcome = ABORTED
                return None
            idle = frozenset(index for index in awake if self._polls(by_index[index]))
            if idle and len(idle) < len(awake):
                # A loop that polls waits for a write: it sleeps until one comes.
                self.cut_polling = True
                sleep |= idle
                awake = [index for index in awake if index not in idle]
            index = self._first_choice(awake, me)
            node = _Node(index, frozenset(by_index), sleep, {index})
            self._stack.append(node)
            chosen = by_index[index]
        self._asleep = {
            index: by_index[index].operation
            for index in (node.sleep | node.done)
            if index != node.chosen and index in by_index
        }
        self._events.append((chosen.index, chosen.operation))
        self._machine.choices += 1
        return chosen

    def _first_choice(self, awake: list[int], me: SimThread | None) -> int:
        """Return who goes on in a new state: the same thread, unless it runs on and on; else the first by number."""
        if me is None or me.index not in awake:
            return min(awake)
        others = sorted(index for index in awake if index != me.index)
        if others and self._turn_of(me.index) > _FAIR_AFTER:
            return next((index for index in others if index > me.index), others[0])
        return me.index

    def _polls(self, thread: SimThread) -> bool:
        """Return whether *thread* is about to read again what it has just read, and nobody has written it since."""
        pending = thread.operation
        if pending is None or pending[0] != READ:
            return False
        for index, operation in reversed(self._events):
            if index == thread.index:
                return operation is not None and operation[0] == READ and _same_variable(operation, pending)
            if dependent(operation, pending):
                return False
        return False

    def _turn_of(self, index: int) -> int:
        """Return how many operations the thread *index* has run in a row."""
        count = 0
        for thread, _ in reversed(self._events):
            if thread != index or count > _FAIR_AFTER:
                break
            count += 1
        return count

    def _sleep_after(self) -> frozenset[int]:
        """Return who sleeps in the state after the last event: who slept and is independent of it."""
        if not self._events:
            return frozenset()
        _, operation = self._events[-1]
        return frozenset(index for index, pending in self._asleep.items() if not dependent(pending, operation))

    def learn(self) -> bool:
        """Look at the schedule that was just run; return whether it was a complete one."""
        complete = self._machine.outcome != ABORTED
        if not complete:
            self.redundant += 1
        if self._machine.outcome in (FINISHED, STUCK, HORIZON, ABORTED):
            # One that was broken off by a bound is the answer, or no answer at all: nothing follows from its races.
            self._find_races()
        return complete

    def _next(self) -> bool:
        """Turn the stack to the next schedule to run; return whether there is one."""
        while self._stack:
            node = self._stack[-1]
            node.done.add(node.chosen)
            left = node.backtrack - node.done - node.sleep
            if left and not self.diverged:
                node.chosen = min(left)
                return True
            self._stack.pop()
        return False

    # -- happens-before and races --------------------------------------------------------------------------------

    def _find_races(self) -> None:
        starters = {thread.index: thread.started_at for thread in self._machine.threads}
        events: list[_Event] = []
        clocks: dict[int, dict[int, int]] = {}
        by_thing: dict[int, list[_Event]] = {}
        counts: dict[int, int] = {}
        for number, (index, operation) in enumerate(self._events):
            clock = clocks.get(index)
            if clock is None:
                start = starters.get(index)
                clock = dict(events[start - 1].clock) if start else {}
            else:
                clock = dict(clock)
            position = counts[index] = counts.get(index, 0) + 1
            by_itself = dict(clock)
            clock[index] = position
            event = _Event(index, position, operation, clock)
            if operation is not None:
                past = by_thing.setdefault(id(operation[1]), [])
                for earlier in past:
                    if _ordered(earlier.operation, operation):
                        _join(clock, earlier.clock)
                if number < len(self._stack):
                    self._races_of(event, by_itself, past, events, number)
                past.append(event)
            clocks[index] = clock
            events.append(event)

    def _races_of(
        self, event: _Event, known: dict[int, int], past: list[_Event], events: list[_Event], number: int
    ) -> None:
        """Put the other order of each race that *event* is the second part of on the list.

        :param known: what happened before *event* by the order within its thread; what is found is added.
        """
        for earlier in reversed(past):
            if earlier.thread == event.thread or not dependent(earlier.operation, event.operation):
                continue
            if known.get(earlier.thread, 0) < earlier.position:
                self._reverse(earlier, event, events, number)
            _join(known, earlier.clock)

    def _reverse(self, earlier: _Event, event: _Event, events: list[_Event], number: int) -> None:
        """Make sure that a schedule is run in which *event* comes before *earlier*."""
        place = events.index(earlier)
        node = self._stack[place]
        first_of: dict[int, bool] = {}
        between: list[_Event] = []
        for other in [*events[place + 1 : number], event]:
            if other is not event and other.clock.get(earlier.thread, 0) >= earlier.position:
                continue
            if other.thread not in first_of:
                first_of[other.thread] = not any(
                    other.clock.get(before.thread, 0) >= before.position for before in between
                )
            between.append(other)
        initials = [index for index, is_initial in first_of.items() if is_initial]
        if any(index in node.backtrack for index in initials):
            return
        possible = [index for index in initials if index in node.enabled]
        if event.thread in possible:
            node.backtrack.add(event.thread)
        elif possible:
            node.backtrack.add(possible[0])
        else:
            node.backtrack |= node.enabled


def _same_variable(one: Operation, other: Operation) -> bool:
    return one[1] is other[1] and one[2] == other[2]


def _ordered(earlier: Operation | None, later: Operation) -> bool:
    """Return whether *earlier*, which came first, happens before *later*."""
    if earlier is None:
        return False
    return dependent(earlier, later) or (earlier[0], later[0]) in _ENABLING


def _join(clock: dict[int, int], other: dict[int, int]) -> None:
    for index, count in other.items():
        if clock.get(index, 0) < count:
            clock[index] = count


__all__ = ["DporStrategy", "dependent"]
