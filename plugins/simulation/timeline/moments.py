"""Moments: what a schedule did as plain values, a row of the lanes each, with what it changed in the picture.

A moment is a list: thread, text, file, line, operation, seconds, effects, passive. The *effects* are what the drawing
needs and no text tells: who waits from here on, who was woken by whom, which lock is held, what a variable is now. They
are said in terms of each thread's own past ("the second lock that thread 1 took"), never of the whole schedule's, so
that two interleavings that come to the same state can share what follows (`choices.py`).

An effect is a list that begins with one of the letters below; threads are given by index.

    n thread name          the thread is there from here on
    b thread again         it waits; *again*: it was woken, and somebody else was first
    z thread               it sleeps
    e thread               it has ended
    a from to kind         an arrow: "start", "wake" (it can go on from here), "end" (of a thread somebody joins)
    + thread lock name     it holds a lock, or a slot of a semaphore
    - lock                 that one is given back
    v name value wrote     what a variable is
    p text                 what was printed
    x                      an exception leaves the thread
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.recorder import thread_label
from plugins.simulation.rows import Rows, lock_name, raises_first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.recorder import Event

Effect = list[Any]
Moment = list[Any]

#: Places in a moment.
THREAD, TEXT, FILE, LINE, OPERATION, SECONDS, EFFECTS, PASSIVE = range(8)

#: Library calls that take a lock for the program itself; what others take is the library's own business.
_TAKING: Final = frozenset({"", "_RLock.acquire", "_RLock.__enter__", "Condition.__enter__", "Condition.acquire"})
_SLOT_TAKEN: Final = "Semaphore.acquire"
_SLOT_GIVEN: Final = frozenset({"Semaphore.release", "Semaphore.__exit__", "BoundedSemaphore.release"})


def moments_of(events: Sequence[Event], rows: Rows, file_number: Callable[[str], int]) -> list[tuple[Event, Moment]]:
    """Return the moments of *events*, which are a schedule from its beginning, each with the event that it came of.

    One without a text changes the picture and is no row of its own.

    :param rows: made of the same events.
    :param file_number: called with the name of a file; returns what stands for it.
    """
    effects = _Effects()
    shown: set[int] = set()
    found: list[tuple[Event, Moment]] = []
    for event in raises_first(events):
        row = rows.of(event)
        if row is not None and row.number in shown:
            # Told by a row before: the same read once more.
            row = None
        changes = effects.of(event, told=row is not None)
        if row is not None:
            shown.add(row.number)
            file = file_number(event.place.file) if event.place.file and row.line else -1
            moment = [event.thread, row.text, file, row.line, event.step, event.time, changes, int(event.passive)]
            found.append((event, moment))
        elif changes:
            found.append((event, [event.thread, "", -1, 0, event.step, event.time, changes, int(event.passive)]))
    return _with_their_rows(found)


def _with_their_rows(found: list[tuple[Event, Moment]]) -> list[tuple[Event, Moment]]:
    """Return *found* with what changed just before a row of the same operation put into that row.

    What a call of the library does inside is over when the call is told: a notify wakes first, and is told then.
    """
    kept: list[tuple[Event, Moment]] = []
    for event, moment in reversed(found):
        if not moment[TEXT] and kept:
            later = kept[-1][1]
            if later[THREAD] == moment[THREAD] and later[OPERATION] == moment[OPERATION] and not later[PASSIVE]:
                later[EFFECTS][:0] = moment[EFFECTS]
                continue
        kept.append((event, moment))
    return kept[::-1]


class _Effects:
    """Turns the events of one schedule into effects."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        #: By thread what it waits for, and whether it was told that it can go on.
        self._waits: dict[int, tuple[Any, bool]] = {}
        #: By a lock's identity the lock, which is kept so that no other gets that identity, and as which it is held.
        self._held: dict[int, tuple[Any, str]] = {}
        self._own: dict[int, Any] = {}
        self._slots: list[tuple[Any, int, str]] = []
        self._taken: dict[int, int] = {}
        self._owners: dict[str, list[Any]] = {}

    def of(self, event: Event, *, told: bool) -> list[Effect]:
        """Return what *event* changes.

        :param told: it has a row.
        """
        me, kind, thing = event.thread, event.kind, event.thing
        found: list[Effect] = []
        if me not in self._known:
            found += self._appears(me, event.label)
        if kind == "blocked":
            self._blocks(me, thing, found)
            return found
        if not event.passive:
            self._waits.pop(me, None)
        if kind in ("acquired", "released"):
            self._lock(event, told=told, found=found)
        elif kind == "start":
            found += [*self._appears(thing.index, thread_label(thing)), ["a", me, thing.index, "start"]]
        elif kind == "end":
            found += [["e", me], *self._wakes(me, thing, "end")]
        elif kind == "sleep" and event.text != "0":
            found.append(["z", me])
        elif kind in ("read", "write") and event.text:
            found.append(["v", self._name(event), event.text, int(kind == "write")])
        elif kind == "print":
            found.append(["p", event.text])
        elif kind == "raise":
            found.append(["x"])
        return found

    def _appears(self, index: int, label: str) -> list[Effect]:
        if index in self._known:
            return []
        self._known.add(index)
        return [["n", index, label]]

    def _blocks(self, me: int, thing: Any, found: list[Effect]) -> None:
        before = self._waits.get(me)
        again = before is not None and before[0] is thing and before[1]
        self._waits[me] = (thing, False)
        found.append(["b", me, int(again)])

    def _wakes(self, me: int, thing: Any, kind: str) -> list[Effect]:
        """Return the arrows to those who wait for *thing*, which is free or over now."""
        found: list[Effect] = []
        for other, (what, _) in self._waits.items():
            if what is thing and other != me:
                self._waits[other] = (what, True)
                found.append(["a", me, other, kind])
        return found

    def _lock(self, event: Event, *, told: bool, found: list[Effect]) -> None:
        place, lock, me = event.place, event.thing, event.thread
        if event.kind == "acquired":
            if place.line and place.call in _TAKING:
                self._own[id(lock)] = lock
            if id(lock) in self._own:
                found.append(self._takes(me, lock, lock_name(place)))
            return
        held = self._held.pop(id(lock), None)
        if held is not None:
            found.append(["-", held[1]])
        found += self._wakes(me, lock, "wake")
        if told and place.call == _SLOT_TAKEN:
            key = self._key(me)
            self._slots.append((place.receiver, me, key))
            found.append(["+", me, key, place.receiver_name])
        elif told and place.call in _SLOT_GIVEN:
            mine = [slot for slot in self._slots if slot[0] is place.receiver]
            if mine:
                slot = next((slot for slot in mine if slot[1] == me), mine[0])
                self._slots.remove(slot)
                found.append(["-", slot[2]])

    def _takes(self, me: int, lock: Any, name: str) -> Effect:
        key = self._key(me)
        self._held[id(lock)] = (lock, key)
        return ["+", me, key, name]

    def _key(self, me: int) -> str:
        self._taken[me] = self._taken.get(me, 0) + 1
        return f"{me}.{self._taken[me]}"

    def _name(self, event: Event) -> str:
        """Return how the variable is called, with a number where two objects have one of that name."""
        name, owner = str(event.site.name), event.thing[0]
        owners = self._owners.setdefault(name, [])
        number = next((place for place, known in enumerate(owners) if known is owner), len(owners))
        if number == len(owners):
            owners.append(owner)
        return name if not number else f"{name} ({number + 1})"
