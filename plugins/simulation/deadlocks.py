"""What a deadlock comes from: a finder for each kind, the most telling first, each with its sentence and its question.

A finder looks at the threads that are blocked and at what happened before, and returns a `Finding` or None. Rejected:
one general sentence for all ("a cycle in the wait-for graph"): true, and of no use to a beginner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.simulation import deadlocks_of_locks, missed_wakeups
from plugins.simulation.blocked import labels, step_of
from plugins.simulation.finding import Finding
from plugins.simulation.language import _, ngettext
from plugins.simulation.network import deadlocks as among_sockets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.recorder import Event
    from plugins.simulation.rows import Rows


def find(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding:
    """Return what the deadlock of *blocked* comes from.

    :param events: all that happened, in order.
    :param rows: what the sentences may refer to by number.
    """
    for finder in _FINDERS:
        finding = finder(blocked, events, rows)
        if finding is not None:
            return finding
    return Finding(
        ngettext(
            "{threads} can never go on: nobody is left who could wake it.",
            "{threads} can never go on: nobody is left who could wake them.",
            len(blocked),
            threads=labels(blocked),
        ),
        _("Who was meant to wake this thread, and what did that thread do instead?"),
    )


def _event(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """A signal that was wiped out, of whomever; else one that nobody gives, which may be what follows from it."""
    never_set: Waiting | None = None
    for one in blocked:
        if one.kind != "event":
            continue
        sets = [event for event in events if event.place.call == "Event.set" and event.place.receiver is one.thing]
        clears = [event for event in events if event.place.call == "Event.clear" and event.place.receiver is one.thing]
        undone = next((clear for signal in reversed(sets) for clear in _unseen(one, signal, clears, events)), None)
        if undone is not None:
            return Finding(
                _("`{name}` was set, then cleared again before {one} had seen it.", name=one.name, one=one.label),
                _(
                    "set() wakes those who wait now and those who come later, until somebody clears it. Who "
                    "may say that the signal is over?"
                ),
                [
                    _(
                        "{undone} cleared `{name}` on line {line}{step}.",
                        undone=undone.label,
                        name=one.name,
                        line=undone.place.line,
                        step=step_of(rows, undone),
                    )
                ],
                undone,
                [one],
            )
        if not sets and never_set is None:
            never_set = one
    if never_set is None:
        return None
    return Finding(
        _("{one} waits until `{name}` is set, and nobody ever sets it.", one=never_set.label, name=never_set.name),
        _("Which thread gives this signal, and on which way does it come there?"),
        first=[never_set],
    )


def _unseen(one: Waiting, signal: Event, clears: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """Return the clear that took *signal* back, if *one* did not come through its wait in between."""
    clear = next((clear for clear in clears if clear.step > signal.step), None)
    if clear is None:
        return []
    came_through = any(
        event.thread == one.thread.index
        and event.place.call == "Event.wait"
        and event.place.receiver is one.thing
        and signal.step < event.step < clear.step
        for event in events
    )
    return [] if came_through else [clear]


def _queue(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    getters = [one for one in blocked if one.kind == "get"]
    for one in blocked:
        if one.kind == "put":
            return Finding(
                _(
                    "{one} waits for room in `{name}`, and nobody is left who takes anything out.",
                    one=one.label,
                    name=one.name,
                ),
                _("A bounded queue makes its producers wait for its consumers. Where did the consumers go?"),
                first=[one],
            )
        if one.kind == "queue-join":
            return Finding(
                _join_of_queue(one),
                _(
                    "join() counts: put() adds one, task_done() takes one off. Is it called once for every "
                    "item that was taken, whatever happens to that item?"
                ),
                first=[one],
            )
    if getters:
        return Finding(
            ngettext(
                "{threads} waits for an item from `{name}`, and nobody is left who puts one in.",
                "{threads} wait for an item from `{name}`, and nobody is left who puts one in.",
                len(getters),
                threads=labels(getters),
                name=getters[0].name,
            ),
            _("A consumer cannot see that no more will come. Who tells each of them that it is over?"),
            first=getters,
        )
    return None


def _join_of_queue(one: Waiting) -> str:
    """Return the sentence about one who waits for the items of a queue."""
    count = one.facts.get("unfinished")
    if count is None:
        return _("`{name}.join()` waits for some items that were never reported done.", name=one.name)
    return ngettext(
        "`{name}.join()` waits for 1 item that was never reported done.",
        "`{name}.join()` waits for {count} items that were never reported done.",
        count,
        name=one.name,
        count=count,
    )


def _barrier(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "barrier":
            parties, arrived = one.facts.get("parties", "?"), one.facts.get("arrived", "?")
            return Finding(
                ngettext(
                    "`{name}` waits for {parties} threads, {arrived} has arrived, and no more will come.",
                    "`{name}` waits for {parties} threads, {arrived} have arrived, and no more will come.",
                    arrived if isinstance(arrived, int) else 2,
                    name=one.name,
                    parties=parties,
                    arrived=arrived,
                ),
                _(
                    "A barrier opens for a full group only. How many threads come here, and is that a "
                    "multiple of the group?"
                ),
            )
    return None


def _semaphore(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "semaphore":
            return Finding(
                _(
                    "{one} waits for a slot of `{name}`, and nobody is left who gives one back.",
                    one=one.label,
                    name=one.name,
                ),
                _(
                    "Every slot that is taken has to be given back, on every way out. Who takes one here, how often, "
                    "and which way forgets to give it back?"
                ),
                first=[one],
            )
    return None


def _future(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "future":
            return Finding(
                _("{one} waits for the result of a task that cannot run.", one=one.label),
                _(
                    "A task that waits for another task of its own pool holds the worker that the other one "
                    "needs. How many workers are there?"
                ),
                first=[one],
            )
    return None


_FINDERS = (
    *deadlocks_of_locks.FINDERS,
    *missed_wakeups.FINDERS,
    _event,
    _queue,
    _barrier,
    _semaphore,
    _future,
    *among_sockets.FINDERS,
)
