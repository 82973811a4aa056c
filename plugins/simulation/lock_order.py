"""Lock order: locks that are taken in a circle, told although no schedule got stuck in it.

A thread that takes B while it holds A makes an edge A -> B. A circle of such edges by different threads is a deadlock
that waits for its schedule (Goodlock: Havelund, 2000). No circle is one

- of a single thread;
- if the threads hold another lock in common meanwhile (a *gate*), so that they never come there together;
- if one of the steps is over before another can begin: by start and join, or because one thread is woken by the other.
  A lock that is released by somebody else than its holder is such a signal; Condition, and all that is made of it,
  waits on one. Release and acquire of the locks in question order nothing here: the other order is possible too;
- if the inner lock is taken without waiting or with a timeout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import result as words
from plugins.simulation.detectors import Detector, Finding
from plugins.simulation.language import _
from plugins.simulation.rows import lock_name
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plugins.simulation.detectors import Seen
    from plugins.simulation.recorder import Event

#: Locks in a circle at most, and steps in the search for circles.
_LONGEST: Final = 6
_PATIENCE: Final = 20_000
#: Circles that are told of one program.
_MOST: Final = 3


@dataclass(frozen=True)
class _Edge:
    """One thread took *inner* while it held *outer*.

    :ivar gates: the other locks that it held.
    :ivar clock: what was before it for certain, as a vector clock.
    """

    outer: Event
    inner: Event
    gates: frozenset[int]
    clock: tuple[int, ...]

    @property
    def thread(self) -> int:
        return self.inner.thread

    def fits(self, other: _Edge) -> bool:
        """Return whether both steps can be taken at the same time."""
        return self.thread != other.thread and not self.gates & other.gates and not self._ordered(other)

    def _ordered(self, other: _Edge) -> bool:
        return _before(self, other) or _before(other, self)


def _before(first: _Edge, second: _Edge) -> bool:
    return first.thread < len(second.clock) and first.clock[first.thread] <= second.clock[first.thread]


class LockOrder(Detector):
    """Finds circles in the order in which locks are taken."""

    name = "lock order"

    def examine(self, seen: Seen) -> Iterable[Finding]:
        """Return a note for each circle; none for a schedule that did get stuck, whose story tells it."""
        if seen.run.verdict == words.DEADLOCK:
            return
        told: set[frozenset[tuple[str, int]]] = set()
        for circle in _circles(_edges(seen.events)):
            places = frozenset((edge.inner.place.file, edge.inner.place.line) for edge in circle)
            if places in told:
                continue
            told.add(places)
            yield Finding(_sentence(circle), event=circle[0].inner)
            if len(told) == _MOST:
                return


def _edges(events: Sequence[Event]) -> list[_Edge]:
    """Return the edges of one schedule, one for each pair of places."""
    clocks: dict[int, list[int]] = {}
    signals: dict[int, list[int]] = {}
    held: dict[int, dict[int, Event]] = {}
    holder: dict[int, int] = {}
    found: dict[tuple[Any, ...], _Edge] = {}

    def clock_of(thread: int) -> list[int]:
        clock = clocks.setdefault(thread, [])
        if len(clock) <= thread:
            clock.extend([0] * (thread + 1 - len(clock)))
        return clock

    for event in events:
        me = event.thread
        if event.kind == "start":
            clocks[event.thing.index] = clock_of(me).copy()
            clock_of(event.thing.index)[event.thing.index] = 1
            clock_of(me)[me] += 1
        elif event.kind == "joined":
            merge(clock_of(me), clock_of(event.thing.index))
        elif event.kind == "acquired":
            lock = id(event.thing)
            if lock in signals:
                merge(clock_of(me), signals[lock])
            mine = held.setdefault(me, {})
            holder[lock] = me
            if mine and not _is_waiter(event) and not event.text:
                for outer, taken in mine.items():
                    gates = frozenset(mine) - {outer}
                    key = (outer, lock, me, gates, taken.place.line, event.place.line)
                    edge = _Edge(taken, event, gates, tuple(clock_of(me)))
                    found.setdefault(key, edge)
            if not _is_waiter(event):
                mine[lock] = event
        elif event.kind == "released":
            lock = id(event.thing)
            owner = holder.pop(lock, me)
            held.get(owner, {}).pop(lock, None)
            if owner != me:
                signals[lock] = clock_of(me).copy()
                clock_of(me)[me] += 1
    return list(found.values())


def _is_waiter(event: Event) -> bool:
    """Return whether this is the lock that a thread sleeps on in Condition.wait, which is no lock of the learner's."""
    return bool(event.place.inner) and event.place.inner[-1] == "Condition.wait"


def _circles(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """Yield circles of edges that can be taken at the same time, the short ones first."""
    following: dict[int, list[_Edge]] = {}
    for edge in edges:
        following.setdefault(id(edge.outer.thing), []).append(edge)
    patience = _PATIENCE
    paths: list[list[_Edge]] = [[edge] for edge in edges]
    for _length in range(1, _LONGEST):
        longer: list[list[_Edge]] = []
        for path in paths:
            first = id(path[0].outer.thing)
            for edge in following.get(id(path[-1].inner.thing), ()):
                patience -= 1
                if patience < 0:
                    return
                # A circle is found once, from its first edge by time.
                if edge.inner.step < path[0].inner.step or not all(edge.fits(other) for other in path):
                    continue
                if id(edge.inner.thing) == first:
                    yield [*path, edge]
                elif all(edge.inner.thing is not other.outer.thing for other in path):
                    longer.append([*path, edge])
        paths = longer


def _sentence(circle: Sequence[_Edge]) -> str:
    if len(circle) == 2:  # noqa: PLR2004 the two of a pair
        one, other = circle
        second = _taking(other)
        if lock_name(one.outer.place) != lock_name(other.inner.place):
            second = _(
                "{thread} takes the same two the other way round, as `{first}` (line {first_line}) and then `{second}` "
                "(line {second_line})",
                thread=other.inner.label,
                first=lock_name(other.outer.place),
                first_line=other.outer.place.line,
                second=lock_name(other.inner.place),
                second_line=other.inner.place.line,
            )
        return _(
            "Lock order: {one}, and {other}. No schedule got stuck here; one in which each has its first lock and "
            "waits for its second would.",
            one=_taking(one),
            other=second,
        )
    return _(
        "Lock order: {count} locks are taken in a circle: {steps}. No schedule got stuck here; one in which each of "
        "them has its first lock would.",
        count=len(circle),
        steps=_("; ").join(_taking(edge) for edge in circle),
    )


def _taking(edge: _Edge) -> str:
    outer, inner = edge.outer, edge.inner
    first, second = lock_name(outer.place), lock_name(inner.place)
    where = {"thread": edge.inner.label, "first_line": outer.place.line, "second_line": inner.place.line}
    if first == second:
        return _(
            "{thread} takes one `{lock}` (line {first_line}) and then another one (line {second_line})",
            lock=first,
            **where,
        )
    return _(
        "{thread} takes `{first}` (line {first_line}) and then `{second}` (line {second_line})",
        first=first,
        second=second,
        **where,
    )
