"""Dynamic partial-order reduction: run one schedule of each class of equivalent ones, and know when all have been run.

Optimal DPOR with wakeup trees, after Abdulla, Aronis, Jonsson and Sagonas, "Source Sets: A Foundation for Optimal
Dynamic Partial Order Reduction" (JACM 2017). After each schedule, for every race (see `happens_before`) the row of
events that leads to the other order is put into the wakeup tree of the state before the race, unless a thread that
sleeps there has it covered. A thread sleeps while its next operation would only repeat what was run before. Schedules
in which nobody is awake any more are broken off and counted as `redundant`.

Objects are new in each schedule, so a wakeup tree keeps thread numbers only. Whether a row is in the tree already is
asked of the operations of the present schedule; where those do not tell, it counts as new, which costs a redundant
schedule at worst.

Threads that are blocked at the end count with the operation that they never came to. The main thread ends last of all
that can go on, since its end cuts off the daemons.

A loop that does nothing but read waits for a write: it cannot go on until somebody has written what it reads
(`Site.key`, from the rewriting, says that a loop has no other effect). Where a loop has a body whose effects are not
known, it may go round some times; that it then does nothing else is assumed, and said.

Rejected: pruning by a preemption bound, which is unsound without further backtracking points (Coons, Musuvathi and
McKinley, OOPSLA 2013); `bounded` is a search of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.happens_before import (
    GAVE_UP,
    HELD,
    NOT_ENDED,
    Event,
    Noted,
    Operations,
    Trace,
    dependent,
    relation,
)
from plugins.simulation.happens_before import resolve as resolved
from plugins.simulation.language import N_
from plugins.simulation.machine import ABORTED, ANY, FINISHED, HORIZON, STUCK
from plugins.simulation.operations import AWAIT, CALL, END, JOIN, READ, SLEEP, WRITE, identity
from plugins.simulation.rewrite_site import POLL
from plugins.simulation.strategies import BaseStrategy, default_choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plugins.simulation.machine import Chooser, Machine
    from plugins.simulation.operations import Operation
    from plugins.simulation.simthread import SimThread

#: Operations in a row after which another thread goes on first, so that loops which wait by sleeping come to an end.
_FAIR_AFTER: Final = 200
#: Turns of a loop with a body, each like the one before, after which it is taken to wait for a write.
_ENOUGH_TURNS: Final = 20
#: Operations of one schedule that are remembered; the rest of a longer one is run as a replay does, and nothing proved.
_LONGEST: Final = 20_000
#: Operations that daemon threads may still run when the main thread is about to end.
_DAEMONS_MAY: Final = 2_000

_POLLING: Final = N_(
    "a loop that reads the same again and again was taken to do nothing else, and let wait for a write"
)
_TOO_LONG: Final = N_("a schedule was so long that only its beginning was varied")
_DAEMON: Final = N_("a daemon thread would run on for ever, and was cut off")


class _Branch:
    """A thread in a wakeup tree, and what follows."""

    __slots__ = ("then", "thread")

    def __init__(self, thread: int) -> None:
        self.thread = thread
        self.then: list[_Branch] = []


@dataclass(slots=True)
class _Node:
    """A state in which somebody was chosen.

    :ivar chosen: the thread that goes on in the present schedule.
    :ivar sleep: threads whose next operation would only repeat what was run before; who was tried here joins them.
    :ivar tree: the wakeup tree, ordered; its first branch is what is run now.
    :ivar done: how many branches of the tree have been run and are gone.
    :ivar loose: a thread slept here and still sleeps where the tree ends; see `_reverse`.
    """

    chosen: int
    enabled: frozenset[int]
    sleep: set[int]
    tree: list[_Branch]
    loose: bool = False
    done: int = 0


@dataclass(slots=True)
class _Polling:
    """What a thread has read since it last did anything else.

    :ivar reads: (operation, number of the event).
    :ivar turn: the loop of the last turn, how many reads there were then, and how many turns were alike.
    """

    reads: list[tuple[Operation, int]] = field(default_factory=list)
    turn: tuple[Any, int, int] = (None, 0, 0)


class DporStrategy(BaseStrategy):
    """Explores exhaustively.

    :ivar exhausted: every class of schedules has been run.
    :ivar redundant: schedules that were broken off, since they would have repeated one that was run.
    :ivar diverged: the program did not do the same again; then nothing is proved.
    """

    name = "dpor"
    systematic = True

    def __init__(self, machine: Machine) -> None:
        super().__init__(0)
        self._machine = machine
        self._stack: list[_Node] = []
        self._fresh = 0
        self._restart = False
        self._loose = False
        self.diverged = False
        self._begin()

    def _begin(self) -> None:
        """Forget the last schedule's events."""
        self._events: list[Noted] = []
        self._pending: list[dict[int, Operations]] = []
        self._asleep: dict[int, Operations] = {}
        self._polls: dict[int, _Polling] = {}
        self._waits: dict[int, tuple[Operations, int]] = {}
        self._woken: dict[int, tuple[Operations, int]] = {}
        self._writes: list[tuple[Operation, int]] = []
        self._turn = (-1, 0)
        self._last_main = -1

    def chooser(self, schedule: int) -> Chooser | None:
        """Return the chooser of the next schedule; None when there is none left."""
        if self._restart:
            # What is dependent has changed: the clock is read. All begins anew.
            self._restart = False
            self._stack.clear()
            self._fresh = 0
        elif schedule and not self._next():
            self.exhausted = not self.diverged
            return None
        self._begin()
        self._clock_read = self._machine.clock_read
        self._machine.systematic = True
        self._machine.on_turn = self._on_turn
        return self._choose

    # -- choosing --------------------------------------------------------------------------------------------------

    def _choose(self, runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
        depth = len(self._events)
        if depth >= _LONGEST:
            self.diverged = True
            self.assume(_TOO_LONG)
            return default_choice(self._machine, runnable, me)
        waits = self._waits
        if waits and not self._asleep and all(thread.index in waits for thread in runnable):
            # Nobody is left who could write but those who wait for a time.
            self._machine.let_time_pass()
        threads = {thread.index: thread for thread in runnable}
        pending = {thread.index: self._operations(thread) for thread in runnable}
        enabled = [index for index in threads if index not in waits] if waits else list(threads)
        if not enabled and not self._asleep:
            # The loops really poll for ever.
            enabled = list(threads)
        if depth < len(self._stack):
            node = self._stack[depth]
            if node.chosen not in threads or node.enabled != frozenset(enabled):
                self.diverged = True
                self._give_up()
                return None
        else:
            sleep = self._sleep_after()
            awake = [index for index in enabled if index not in sleep]
            tree = self._stack[-1].tree[0].then if self._stack else []
            while tree and tree[0].thread not in awake:
                tree.pop(0)
            if not tree:
                if not awake or (sleep and awake == [0] and _ends(threads[0])):
                    self._give_up()
                    return None
                free = [index for index in awake if _is_free(pending[index])]
                tree = [_Branch(min(free) if free else self._first_choice(awake, threads, me))]
                if sleep and not free:
                    self._loosen(sleep)
            node = _Node(tree[0].thread, frozenset(enabled), sleep, tree, loose=bool(sleep) and self._loose)
            self._loose = False
            self._stack.append(node)
        index = node.chosen
        self._asleep = {other: pending[other] for other in node.sleep if other != index and other in pending}
        self._pending.append(pending)
        self._note(index, pending[index])
        self._machine.choices += 1
        return threads[index]

    def _loosen(self, sleep: set[int]) -> None:
        """Note that *sleep* still sleep where a wakeup tree ends."""
        self._loose = True
        for node in reversed(self._stack):
            if not node.sleep & sleep:
                break
            node.loose = True

    def _give_up(self) -> None:
        self._machine.outcome = ABORTED

    def _operations(self, thread: SimThread) -> Operations:
        """Return what the next operation of *thread* would come to now."""
        if thread.operation is not None and thread.operation[0] == CALL:
            found: Operations = thread.wants.operations()
            return found
        operation = resolved(thread)
        if operation is None:
            return ()
        if self._machine.clock_mode == ANY:
            if operation[0] == SLEEP:
                return (operation,) if self._clock_read else ()
            if self._clock_read and thread.may_time_out and operation[0] in (HELD, GAVE_UP, NOT_ENDED):
                return (operation, (SLEEP, self._machine, None))
        return (operation,)

    def _note(self, index: int, operations: Operations) -> None:
        """Note the event that comes now."""
        number = len(self._events)
        since = -1
        all_operations = operations
        if index in self._woken:
            awaited, since = self._woken.pop(index)
            all_operations = operations + awaited
        self._events.append((index, all_operations, self._machine.epoch, since))
        last, length = self._turn
        self._turn = (index, length + 1 if last == index else 1)
        polling = self._polls.get(index)
        kind = operations[0][0] if operations else ""
        if kind == READ:
            if polling is None:
                polling = self._polls[index] = _Polling()
            polling.reads.append((operations[0], number))
            return
        if polling is not None:
            del self._polls[index]
        if kind == WRITE:
            self._writes.append((operations[0], number))
            for waiting, (awaited, read_at) in list(self._waits.items()):
                if any(relation(operations[0], one) for one in awaited):
                    del self._waits[waiting]
                    self._woken[waiting] = (awaited, read_at)

    def _first_choice(self, awake: list[int], threads: dict[int, SimThread], me: SimThread | None) -> int:
        """Return who goes on in a new state: the same thread, unless it runs on and on; else the first by number."""
        if 0 in awake and _ends(threads[0]):
            if len(awake) == 1:
                return 0
            if self._last_main < 0:
                self._last_main = len(self._events)
            if len(self._events) - self._last_main > _DAEMONS_MAY:
                self.assume(_DAEMON)
                return 0
            awake = [index for index in awake if index]
        if me is None or me.index not in awake:
            return min(awake)
        last, length = self._turn
        if last == me.index and length > _FAIR_AFTER and len(awake) > 1:
            others = sorted(index for index in awake if index != me.index)
            return next((index for index in others if index > me.index), others[0])
        return me.index

    def _sleep_after(self) -> set[int]:
        """Return who sleeps in the state after the last event: who slept and is independent of it."""
        if not self._asleep:
            return set()
        operations = self._events[-1][1]
        return {index for index, pending in self._asleep.items() if not dependent(pending, operations)}

    # -- loops that only read --------------------------------------------------------------------------------------

    def _on_turn(self, site: Any) -> None:
        """The running thread begins a turn of a loop: let it wait for a write, if all it does is read."""
        thread = self._machine.current
        polling = None if thread is None else self._polls.get(thread.index)
        if site.how or polling is None or thread is None or thread.index in self._waits:
            return
        reads = polling.reads
        before, count, turns = polling.turn
        if site.key == POLL:
            polling.turn = (site, len(reads), 0)
            reads = reads[count if before is site else 0 :]
            if not reads:
                return
        else:
            length = len(reads) - count
            alike = before is site and 0 < length <= count and _same(reads[-length:], reads[-2 * length : -length])
            polling.turn = (site, len(reads), turns + 1 if alike else 0)
            if not alike or turns < _ENOUGH_TURNS:
                return
            reads = reads[-length:]
        first = reads[0][1]
        for write, number in reversed(self._writes):
            if number < first:
                break
            if any(number > read_at and relation(write, read) for read, read_at in reads):
                return
        if site.key != POLL:
            self.assume(_POLLING)
        awaited = {(identity(thing), key): (AWAIT, thing, key) for (_, thing, key), _ in reads}
        self._waits[thread.index] = (tuple(awaited.values()), reads[-1][1])

    # -- after a schedule ------------------------------------------------------------------------------------------

    def learn(self) -> bool:
        """Look at the schedule that was just run; return whether it was a complete one."""
        machine = self._machine
        complete = machine.outcome != ABORTED
        if machine.clock_read != self._clock_read:
            self._restart = True
            return complete
        if not complete:
            self.redundant += 1
        if machine.outcome in (FINISHED, STUCK, HORIZON, ABORTED):
            # One that was broken off by a bound is the answer, or no answer at all: nothing follows from its races.
            trace = Trace(machine.threads)
            self._trace = trace
            trace.read(self._events, self._fresh, self._reverse)
            if complete:
                for thread in machine.threads:
                    if thread not in machine.runnable:
                        trace.waiting(thread, self._reverse)
        return complete

    def share(self) -> float:
        """Return what share of all schedules has been run, the last one included, by an estimate.

        All branches of a state count alike (Kilby and others, "Estimating Search Tree Size", AAAI 2006),
        and those count that are known by now: it errs to the large side.
        """
        share, weight = 0.0, 1.0
        for node in self._stack:
            weight /= node.done + len(node.tree)
            share += weight * node.done
        return share + weight

    def _next(self) -> bool:
        """Turn the stack to the next schedule to run; return whether there is one."""
        stack = self._stack
        while stack and not self.diverged:
            node = stack[-1]
            node.tree.pop(0)
            node.done += 1
            node.sleep.add(node.chosen)
            while node.tree and node.tree[0].thread in node.sleep:
                node.tree.pop(0)
            if node.tree:
                node.chosen = node.tree[0].thread
                self._fresh = len(stack) - 1
                return True
            stack.pop()
        return False

    def _reverse(self, earlier: Event, event: Event) -> None:
        """Make sure that a schedule is run in which *event* comes before *earlier*."""
        events = self._trace.events
        place = earlier.number
        row = [other for other in events[place + 1 : event.number] if not earlier.is_before(other)]
        if event.since >= 0 and not _still_woken(event, row):
            return
        row.append(event)
        node = self._stack[place]
        pending = self._pending[place]
        # The paper's test takes it that nobody sleeps any more where a tree ends. Where somebody does, since a row that
        # was there already was not recognized, only those count that the row itself begins with, as with source sets.
        places = [_place_of_initial(index, row, pending) for index in node.sleep]
        if any(place is not None and (place >= 0 or not node.loose) for place in places):
            return
        _insert(node, row, dict(pending))


def _insert(node: _Node, row: list[Event], pending: dict[int, Operations]) -> None:
    """Put *row* into the wakeup tree of *node*, unless a branch covers it.

    :param pending: what the threads would do next in that state; used up.
    """
    branches = [branch for branch in node.tree if branch.thread != node.chosen]
    level = node.tree
    while True:
        for branch in branches:
            place = _place_of_initial(branch.thread, row, pending)
            if place is not None:
                break
        else:
            for event in row:
                grown = _Branch(event.thread)
                level.append(grown)
                level = grown.then
            return
        if place >= 0:
            row = row[:place] + row[place + 1 :]
        pending.pop(branch.thread, None)
        level = branches = branch.then
        if not row or not branches:
            return


def _place_of_initial(index: int, row: Sequence[Event], pending: dict[int, Operations]) -> int | None:
    """Return the place in *row* of the first event of thread *index*, if the row may begin with it.

    -1 if it has none there but its pending operation depends on nothing in the row; None if the row cannot begin so.
    """
    for place, event in enumerate(row):
        if event.thread == index:
            return place if not any(before.is_before(event) for before in row[:place]) else None
    operations = pending.get(index)
    if operations is None or any(dependent(operations, event.operations) for event in row):
        return None
    return -1


def _still_woken(event: Event, row: Iterable[Event]) -> bool:
    """Return whether *event*, which waited for a write, has one in *row* to wake it."""
    awaited = [operation for operation in event.operations if operation[0] == AWAIT]
    return any(
        other.number > event.since and relation(operation, one)
        for other in row
        for operation in other.operations
        for one in awaited
    )


def _same(some: Sequence[tuple[Operation, int]], others: Sequence[tuple[Operation, int]]) -> bool:
    """Return whether both rows read the same."""
    if len(some) != len(others):
        return False
    return all(one[1] is other[1] and one[2] == other[2] for (one, _), (other, _) in zip(some, others, strict=True))


def _is_free(operations: Operations) -> bool:
    """Return whether an event of these operations can come first, since its order never matters any more."""
    return not operations or (len(operations) == 1 and operations[0][0] == JOIN)


def _ends(thread: SimThread) -> bool:
    """Return whether the main thread *thread* is about to end."""
    return thread.operation is not None and thread.operation[0] == END


__all__ = ["DporStrategy"]
