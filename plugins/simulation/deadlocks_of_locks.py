"""Deadlocks of locks: taken twice by one thread, a cycle, never given back, or kept while their holder waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.blocked import clause, inner_lock, labels
from plugins.simulation.finding import Finding
from plugins.simulation.language import _, ngettext
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.rows import lock_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.rows import Rows


def _own_lock(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "lock" and one.holder is one.thread:
            taken = one.holder_since
            if taken is not None and _was_left(one, taken):
                name = taken.place.function.rpartition(".")[2]
                return Finding(
                    _(
                        "{one} waits for `{name}`, which it took itself on line {line}, in a call of {name_2} "
                        "that is over and never released it.",
                        one=one.label,
                        name=one.name,
                        line=taken.place.line,
                        name_2=name,
                    ),
                    _what_becomes_of_it(name),
                    event=taken,
                    first=[one],
                )
            same_line = taken is not None and (taken.place.file, taken.place.line) == (one.place.file, one.place.line)
            twice_there = same_line and taken is not None and taken.place.instruction != one.place.instruction
            return Finding(
                _("{one} waits for `{name}`, which it already holds itself.", one=one.label, name=one.name),
                _(
                    "A Lock does not know its owner: taking it a second time waits for oneself. Can two names mean "
                    "the same lock here?"
                )
                if twice_there
                else _(
                    "A Lock does not know its owner: taking it a second time waits for oneself. Which "
                    "function is called while the lock is already held?"
                ),
                event=one.holder_since,
                first=[one],
            )
    return None


def _what_becomes_of_it(function: str) -> str:
    """Return what to think about after a call of *function* that is over and has kept a lock."""
    return _(
        "Which lines of {name} run after the lock is taken, and what becomes of the lock if one "
        "of them raises or returns?",
        name=function,
    )


def _was_left(one: Waiting, taken: Event) -> bool:
    """Return whether the call that took the lock is over: its function is in no call, or only in a later one."""
    place, now = taken.place, one.place
    calls = one.calls.count((place.file, place.function))
    again = (now.file, now.function, now.instruction) == (place.file, place.function, place.instruction)
    return not calls or (calls == 1 and again and not place.function.endswith("<module>"))


def _cycle(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    by_thread = {one.thread.index: one for one in blocked}
    for first in blocked:
        chain = [first]
        while True:
            last = chain[-1]
            following = None
            if last.kind == "lock" and last.holder is not None:
                following = by_thread.get(last.holder.index)
            elif last.kind == "join":
                following = by_thread.get(last.thing.index)
            if following is None or (following in chain and following is not first):
                break
            if following is first:
                if all(one.kind == "lock" for one in chain):
                    return Finding(
                        _(
                            "{names} wait for each other: each holds a lock that the next one needs.",
                            names=labels(chain),
                        ),
                        _(
                            "Nobody here gives back what it holds before it has the rest. What if every thread took "
                            "these locks in the same order?"
                        ),
                        first=chain,
                    )
                return Finding(
                    _("{names} wait for each other in a circle.", names=labels(chain)),
                    _("One of them would have to let go first. Which one can, and when?"),
                    first=chain,
                )
            chain.append(following)
    return None


def _left_behind(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """Somebody waits for a lock whose holder has left the file in which it took it, and waits for something else."""
    del events, rows
    by_thread = {one.thread.index: one for one in blocked}
    for one in blocked:
        holder = None if one.kind != "lock" or one.holder is None else by_thread.get(one.holder.index)
        taken = one.holder_since
        if holder is None or holder is one or taken is None or not taken.place.line:
            continue
        if any(file == taken.place.file for file, _function in holder.calls):
            continue
        name = taken.place.function.rpartition(".")[2]
        return Finding(
            _(
                "{one} waits for `{name}`, which {holder} took on line {line}, in a call of {function} that is over "
                "and never released it.",
                one=one.label,
                name=one.name,
                holder=holder.label,
                line=taken.place.line,
                function=name,
            ),
            _what_becomes_of_it(name),
            event=taken,
            first=[one],
        )
    return None


def _never_released(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del rows
    for one in blocked:
        if one.kind == "lock" and one.holder is not None and one.holder_ended:
            index = one.holder.index
            death = next((event for event in events if event.kind == "raise" and event.thread == index), None)
            if death is not None and one.holder_since is not None:
                return Finding(
                    _(
                        "`{name}` was never released: {death} took it on line {line}, and then an exception "
                        "ended {death} on line {death_place_line} ({text}).",
                        name=one.name,
                        death=death.label,
                        line=one.holder_since.place.line,
                        death_place_line=death.place.line,
                        text=death.text,
                    ),
                    _(
                        "An exception leaves by the shortest way, past every line that comes after. What "
                        "releases a lock on that way too?"
                    ),
                    event=death,
                    first=[one],
                )
            line = one.holder_since.place.line if one.holder_since else 0
            return Finding(
                _(
                    "`{name}` was taken by {holder}{where} and never released.",
                    name=one.name,
                    holder=thread_label(one.holder),
                    where=_(" on line {line}", line=line) if line else "",
                ),
                _("A lock outlives the thread that took it. By which way did that thread leave without releasing it?"),
                event=one.holder_since,
                first=[one],
            )
    return None


def _keeps_lock(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """Somebody waits for what another thread would have to do, and keeps the lock that this needs."""
    held: dict[int, Event] = {}
    for event in events:
        if event.kind == "acquired":
            held[id(event.thing)] = event
        elif event.kind == "released":
            held.pop(id(event.thing), None)
    for one in blocked:
        if one.kind in ("lock", "other"):
            continue
        for event in held.values():
            others = [other for other in blocked if other is not one and _needs(other, event.thing)]
            if event.thread != one.thread.index or not others or not event.place.line:
                continue
            if one.kind == "condition" and all(other.kind != "lock" for other in others):
                # Who only sleeps on a condition would not send a notify either.
                continue
            return Finding(
                ngettext(
                    "{waits}, and keeps `{lock}`, which {others} needs to go on.",
                    "{waits}, and keeps `{lock}`, which {others} need to go on.",
                    len(others),
                    waits=clause(one, events, rows),
                    lock=lock_name(event.place),
                    others=labels(others),
                ),
                _("Whoever waits keeps what it holds. Who could end this wait, and what does that thread need for it?"),
                event=event,
                first=[one],
            )
    return None


def _needs(one: Waiting, lock: Any) -> bool:
    """Return whether *one* cannot go on without *lock*: it waits for it, or will when it is notified."""
    if one.kind == "lock":
        return one.thing is lock
    if one.kind != "condition":
        return False
    return inner_lock(one.thing) is lock


FINDERS: Final = (_own_lock, _left_behind, _cycle, _never_released, _keeps_lock)
