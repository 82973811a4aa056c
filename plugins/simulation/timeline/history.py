"""What a schedule has come to, as one number: two prefixes with the same number have led to the same state.

Two interleavings that differ only in the order of operations which do not depend on each other lead to the same state
(Mazurkiewicz traces). So each thread has a running number, made of its own operations and of the numbers of those that
they depend on: the last write of what is read, the last holder of a lock, what was printed before. No object's identity
goes into it, so it is the same in another run of the same program. What depends on what is taken broadly; an access
that nothing shows cannot be taken into account, which is why `choices.py` tries each merging out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.recorder import Event

_LOCKING: Final = ("acquired", "released", "refused", "timed-out")
_MASK: Final = (1 << 64) - 1
_EVENTS: Final = ("read", "write", "sleep", "print", "start", "end", "joined", "notify", "spurious", "spin", "raise")
#: Kinds of events by number; the hash of a text is another one in each process.
_KINDS: Final = {kind: number for number, kind in enumerate((*_EVENTS, *_LOCKING), start=1)}


class _Owner:
    """The accesses of one object: of its parts by key, and of the whole of it."""

    __slots__ = ("keys", "reads", "whole_reads", "whole_write", "writes")

    def __init__(self) -> None:
        #: By key the last write, and the reads since, added up.
        self.keys: dict[Any, list[int]] = {}
        self.reads = self.writes = self.whole_reads = self.whole_write = 0


class History:
    """The numbers of one schedule.

    :ivar numbers: by thread.
    """

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {0: 1}
        self._owners: dict[int, tuple[Any, _Owner]] = {}
        self._locks: dict[int, tuple[Any, int]] = {}
        self._printed = 0
        self._started = 0

    def feed(self, events: Sequence[Event]) -> None:
        """Take further events into account."""
        for event in events:
            kind = event.kind
            if kind == "blocked":
                # Whether somebody has come to a lock already makes no difference to what can follow.
                continue
            me = event.thread
            number = _mix(self.numbers.get(me, 0), _KINDS.get(kind, -1))
            if kind in ("read", "write"):
                number = self._access(event, number)
            elif kind in _LOCKING:
                lock = event.thing
                number = _mix(number, self._locks.get(id(lock), (None, 0))[1])
                self._locks[id(lock)] = (lock, number)
            elif kind == "print":
                number = self._printed = _mix(number, self._printed)
            elif kind == "start":
                number = self._started = _mix(number, self._started)
                self.numbers[event.thing.index] = _mix(number, 1)
            elif kind == "joined":
                number = _mix(number, self.numbers.get(event.thing.index, 0))
            self.numbers[me] = _mix(number, hash(event.time))

    def _access(self, event: Event, number: int) -> int:
        thing, key = event.thing
        owner = self._owners.setdefault(id(thing), (thing, _Owner()))[1]
        if event.kind == "read":
            if key is None:
                number = _mix(number, owner.whole_write, owner.writes)
                owner.whole_reads = (owner.whole_reads + number) & _MASK
            else:
                part = owner.keys.setdefault(_plain(key), [0, 0])
                number = _mix(number, part[0], owner.whole_write)
                part[1] = (part[1] + number) & _MASK
                owner.reads = (owner.reads + number) & _MASK
        elif key is None:
            number = _mix(number, owner.whole_write, owner.whole_reads, owner.reads, owner.writes)
            owner.whole_write = number
            owner.reads = owner.writes = owner.whole_reads = 0
            owner.keys.clear()
        else:
            part = owner.keys.setdefault(_plain(key), [0, 0])
            number = _mix(number, part[0], part[1], owner.whole_write, owner.whole_reads)
            part[:] = [number, 0]
            owner.writes = (owner.writes + number) & _MASK
        return number

    def mark(self, steps: int, now: float, standing: Sequence[Any]) -> tuple[Any, ...]:
        """Return what stands for the state that has been reached.

        :param standing: what is known besides of the threads that can go on.
        """
        return (steps, now, *standing, *sorted(self.numbers.items()))


def _plain(key: Any) -> Any:
    """Return a key that can be compared without running the program's own code."""
    return key if type(key) in (int, str, bytes, bool, float) else type(key)


def _mix(*numbers: int) -> int:
    return hash(numbers) & _MASK
