"""What happens before what in one schedule, and which orders of two operations could have been the other way round.

A schedule is a row of events; two events of different threads are *dependent* if their order can matter. The order of
dependent events, of each thread's own events, and of what enables what is happens-before, kept in vector clocks. Two
dependent events that nothing else orders are a *race*, here in the sense of partial-order reduction (Flanagan and
Godefroid, POPL 2005): the schedule in which they come the other way round is another one, and has to be looked at.

What an operation comes to depends on when it is run: an attempt to take a lock takes it or fails. `resolve` says which
of the two it would be now; as long as nothing dependent happens it stays that.

Locks: two acquires are a race, which is looked for without the edge from release to acquire that would hide it. That
edge does count for happens-before, and is itself never turned round, since the acquire waits for the release. With an
attempt, which does not wait, the release is a race.

Time: on the clock `exact` a timer fires when nobody can go on. So all that came before is before all that comes after:
an epoch. On the clock `any` a sleep may end at any moment, and only who reads the clock can tell when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from plugins.simulation.network import order as network
from plugins.simulation.operations import (
    ACQUIRE,
    AWAIT,
    CALL,
    CLOCK,
    END,
    JOIN,
    LOOK,
    PRINT,
    READ,
    RELEASE,
    SLEEP,
    SPAWN,
    TRY,
    TRY_JOIN,
    WRITE,
    identity,
)

if TYPE_CHECKING:
    from plugins.simulation.operations import Operation
    from plugins.simulation.simthread import SimThread

#: What attempts come to: the lock is taken; it was held; it was held until patience ended; it was looked at and free;
#: the thread has not ended.
TOOK: Final = "took"
HELD: Final = "held"
GAVE_UP: Final = "gave-up"
FREE: Final = "free"
NOT_ENDED: Final = "not-ended"

#: How an event can depend on an earlier one of another thread.
RACE: Final = 1
ENABLED: Final = 2

#: (kind of the earlier, kind of the later) of two operations on one object.
_RELATION: Final[dict[tuple[str, str], int]] = {
    (READ, WRITE): RACE,
    (WRITE, READ): RACE,
    (WRITE, WRITE): RACE,
    (WRITE, AWAIT): RACE,
    **{(one, other): RACE for one in (ACQUIRE, TOOK) for other in (ACQUIRE, TOOK, HELD, GAVE_UP, FREE, RELEASE)},
    (RELEASE, ACQUIRE): ENABLED,
    **dict.fromkeys([(RELEASE, other) for other in (TOOK, HELD, GAVE_UP, FREE, RELEASE)], RACE),
    **{(one, ACQUIRE): ENABLED for one in (HELD, GAVE_UP)},
    **{(one, other): RACE for one in (HELD, GAVE_UP) for other in (TOOK, RELEASE)},
    **dict.fromkeys([(FREE, other) for other in (ACQUIRE, TOOK, RELEASE)], RACE),
    (END, JOIN): ENABLED,
    (END, NOT_ENDED): RACE,
    (NOT_ENDED, END): RACE,
    (END, TRY_JOIN): RACE,
    (PRINT, PRINT): RACE,
    (SPAWN, SPAWN): RACE,
    (SLEEP, CLOCK): RACE,
    (CLOCK, SLEEP): RACE,
}
#: Kinds behind which nothing earlier that matters to the same kinds matters any more: it happened before them.
_LAST_WORD: Final = frozenset({ACQUIRE, TOOK, PRINT, SPAWN, END})
_PLAIN: Final = frozenset({int, str, bytes, bool, float, complex, type(None)})

Clock = list[int]
Operations = tuple["Operation", ...]


class Event:
    """One operation of a schedule.

    :ivar thread: index of its thread.
    :ivar position: the how-manieth event of its thread it is, from 1.
    :ivar number: its place in the schedule, from 0.
    :ivar operations: what it came to; none if its order among others does not matter.
    :ivar since: for one that waited for a write, the place of the last event that it had seen; else -1.
    :ivar clock: for each thread, how many of its events happened before this one or are it.
    """

    __slots__ = ("clock", "number", "operations", "position", "since", "thread")

    def __init__(self, thread: int, number: int, operations: Operations, since: int) -> None:
        self.thread = thread
        self.number = number
        self.operations = operations
        self.since = since
        self.position = 0
        self.clock: Clock = []

    def is_before(self, other: Event) -> bool:
        """Return whether this event happened before *other*, or is it."""
        clock = other.clock
        return self.thread < len(clock) and clock[self.thread] >= self.position


def plain(operation: Operation | None) -> Operation | None:
    """Return *operation* with a key that can be compared without running the program's own code."""
    if operation is None:
        return None
    key = operation[2]
    if type(key) in _PLAIN:
        return operation
    if type(key) is tuple and all(type(part) in _PLAIN for part in key):
        return operation
    return (operation[0], operation[1], ("object", identity(key)))


def resolve(thread: SimThread) -> Operation | None:
    """Return what the operation that *thread* is about to do would come to now; None if its order does not matter."""
    operation = thread.operation
    if operation is None:
        return None
    kind, thing, _ = operation
    if kind in (READ, WRITE):
        return plain(operation)
    waits = thread.due is not None and not thread.may_time_out
    if kind == TRY:
        if thing.is_locked:
            return (HELD if thread.due is None else GAVE_UP, thing, None)
        return (ACQUIRE if waits else TOOK, thing, None)
    if kind == LOOK or (kind == RELEASE and not thing.is_locked):
        return (HELD if thing.is_locked else FREE, thing, None)
    if kind == TRY_JOIN:
        if not thing.finished:
            return (NOT_ENDED, thing, None)
        return (JOIN if waits else TRY_JOIN, thing, None)
    return operation


def relation(earlier: Operation, later: Operation) -> int:
    """Return how *later* depends on *earlier*, both resolved and of different threads; 0 if it does not."""
    if earlier[1] is not later[1]:
        return 0
    pair = earlier[0], later[0]
    if pair in network.RELATED:
        if pair[0] in network.BY_PORT and earlier[2] != later[2]:
            return 0
        return network.order(earlier, later)
    found = _RELATION.get(pair, 0)
    if found and earlier[2] is not None and later[2] is not None and earlier[2] != later[2]:
        return 0
    return found


def dependent(some: Operations, others: Operations) -> bool:
    """Return whether the order of two events of different threads can matter."""
    return any(relation(one, other) or relation(other, one) for one in some for other in others)


Found = Callable[[Event, Event], None]
#: An event as a strategy notes it: thread, what it came to, epoch, and `Event.since`.
Noted = tuple[int, Operations, int, int]
_Past = list[tuple[Event, "Operation"]]


class Trace:
    """The events of one schedule, with what happened before each.

    :ivar events: all of them, in order.
    """

    def __init__(self, threads: Sequence[SimThread]) -> None:
        self.events: list[Event] = []
        self._starts = {thread.index: thread.started_at for thread in threads}
        self._clocks: dict[int, Clock] = {}
        self._by_thing: dict[int, _Past] = {}

    def read(self, noted: Sequence[Noted], fresh: int, found: Found) -> None:
        """Work out the clocks of the events that were *noted*, and tell of each race to *found*.

        :param fresh: the first event whose races are not known yet.
        :param found: called with both events of a race.
        """
        clocks, events = self._clocks, self.events
        barrier: Clock = []
        behind: set[int] = set()
        now = 0
        for number, (index, operations, epoch, since) in enumerate(noted):
            if epoch != now:
                now = epoch
                behind.clear()
                for clock in clocks.values():
                    join(barrier, clock)
            event = Event(index, number, operations, since)
            clock = self._clock_of(index)
            if operations and operations[0][0] == GAVE_UP and number >= fresh:
                # Time has passed since it began to wait, and so everything is before this; but it might have had the
                # lock then.
                self._might_have_had(index, number, ((ACQUIRE, operations[0][1], None),), found)
            if barrier and index not in behind:
                behind.add(index)
                join(clock, barrier)
            races = self._meet(event, clock, number >= fresh)
            clock[index] += 1
            event.position = clock[index]
            event.clock = clocks[index] = clock
            events.append(event)
            for earlier in races:
                found(earlier, event)

    def _clock_of(self, index: int) -> Clock:
        """Return a copy of what the thread *index* knows before its next event."""
        clock = self._clocks.get(index)
        if clock is None:
            start = self._starts.get(index)
            clock = self.events[start - 1].clock if start else []
        if len(clock) <= index:
            return clock + [0] * (index + 1 - len(clock))
        return clock.copy()

    def _meet(self, event: Event, clock: Clock, fresh: bool, *, keep: bool = True) -> Sequence[Event]:
        """Join into *clock*, which holds what its thread knew, what *event* depends on; return its races.

        :param fresh: look for races.
        :param keep: later events will meet this one.
        """
        races: list[Event] = []
        by_thing = self._by_thing
        index = event.thread
        known = clock.copy() if fresh and event.operations else clock
        for operation in event.operations:
            past = by_thing.get(identity(operation[1]))
            if past is None:
                if keep:
                    by_thing[identity(operation[1])] = [(event, operation)]
                continue
            key = operation[2]
            for earlier, other in reversed(past):
                thread = earlier.thread
                if thread != index and (how := relation(other, operation)):
                    if how == RACE and fresh:
                        if thread >= len(known) or known[thread] < earlier.position:
                            races.append(earlier)
                        join(known, earlier.clock)
                    join(clock, earlier.clock)
                kind = other[0]
                if (kind in _LAST_WORD and (kind, operation[0]) in _RELATION) or (kind == WRITE and other[2] == key):
                    break
            if keep and operation[0] != AWAIT:
                past.append((event, operation))
        return races

    def waiting(self, thread: SimThread, found: Found) -> None:
        """Tell of the races of an operation that *thread* never came to: it waits for what it might have had."""
        operation = thread.operation
        if thread.ended or operation is None:
            return
        if operation[0] == CALL and thread.wants is not None:
            self._might_have_had(thread.index, len(self.events), thread.wants.wanted, found)
        elif operation[0] in (ACQUIRE, TRY):
            self._might_have_had(thread.index, len(self.events), ((ACQUIRE, operation[1], None),), found)

    def _might_have_had(self, index: int, number: int, wanted: Operations, found: Found) -> None:
        """Tell of the races of *wanted*, which the thread *index* waited for at the place *number* in vain."""
        event = Event(index, number, wanted, -1)
        event.clock = clock = self._clock_of(index)
        races = self._meet(event, clock, True, keep=False)
        clock[index] += 1
        event.position = clock[index]
        for earlier in races:
            found(earlier, event)


def join(clock: Clock, other: Clock) -> None:
    """Make vector *clock* at least *other* in every entry."""
    if len(clock) < len(other):
        clock.extend([0] * (len(other) - len(clock)))
    for index, count in enumerate(other):
        if count > clock[index]:
            clock[index] = count
