"""What a thread that is blocked waits for, in one sentence: what, where, since when, and who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import N_, _, join_words
from plugins.simulation.network import telling
from plugins.simulation.network.calls import Call
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.rows import is_named, lock_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.rows import Rows


def labels(waiting: Sequence[Waiting]) -> str:
    """Return the names of these threads, as in a sentence."""
    return join_words([one.label for one in waiting])


def step_of(rows: Rows, event: Event) -> str:
    """Return in which step of the story *event* was, in brackets; nothing if it is not told."""
    number = rows.number(event)
    return _(" (step {step})", step=number) if number else ""


def what_it_waits_for(one: Waiting, events: Sequence[Event], rows: Rows) -> str:
    """Return the sentence about one blocked thread."""
    return _("{sentence}.", sentence=clause(one, events, rows))


def clause(one: Waiting, events: Sequence[Event], rows: Rows) -> str:
    """Return the sentence about one blocked thread, without its full stop."""
    where = _where(one, events, rows)
    if one.kind == "lock":
        return _waits_for_lock(one, where, rows)
    if isinstance(one.thing, Call):
        return telling.waits_at_length(one.thing, one.label, where)
    text = _WAITS.get(one.kind, N_("{thread} waits{where}"))
    numbers = {name: one.facts.get(name, "?") for name in ("size", "capacity", "unfinished", "arrived", "parties")}
    return _(text, thread=one.label, name=one.name, where=where, **numbers)


def inner_lock(condition: Any) -> Any:
    """Return the lock of a Condition as the events have it; of an RLock, the one that it is made of."""
    lock = getattr(condition, "_lock", None)
    return getattr(lock, "_block", lock)


#: What is said of one who waits, by what it waits for.
_WAITS: Final = {
    "join": N_("{thread} waits for {name} to end{where}"),
    "condition": N_("{thread} waits for a notify on `{name}`{where}"),
    "event": N_("{thread} waits until `{name}` is set{where}"),
    "semaphore": N_("{thread} waits for a slot of `{name}`{where}"),
    "get": N_("{thread} waits for an item from `{name}`, which is empty{where}"),
    "put": N_("{thread} waits for room in `{name}`, which is full ({size} of {capacity}){where}"),
    "queue-join": N_("{thread} waits until every item of `{name}` is reported done; missing: {unfinished}{where}"),
    "barrier": N_("{thread} waits at `{name}`, where {arrived} of {parties} threads are{where}"),
    "future": N_("{thread} waits for the result of a task{where}"),
}


def _where(one: Waiting, events: Sequence[Event], rows: Rows) -> str:
    """Return where *one* waits, in brackets, and since which row; "" if that is not known."""
    if not one.place.line:
        return ""
    row = rows.number(last_wait(one, events))
    if row:
        return _(" (line {line}, since step {step})", line=one.place.line, step=row)
    return _(" (line {line})", line=one.place.line)


def _waits_for_lock(one: Waiting, where: str, rows: Rows) -> str:
    if one.holder is None:
        return _(
            "{thread} waits for `{lock}`{where}, which is locked and belongs to no thread",
            thread=one.label,
            lock=one.name,
            where=where,
        )
    since = _since(one, rows)
    if one.holder is one.thread:
        return _(
            "{thread} waits for `{lock}`{where}; it has it itself{since}",
            thread=one.label,
            lock=one.name,
            where=where,
            since=since,
        )
    owner = thread_label(one.holder)
    if one.holder_ended:
        return _(
            "{thread} waits for `{lock}`{where}; {owner} has it{since}, and that thread has ended",
            thread=one.label,
            lock=one.name,
            where=where,
            owner=owner,
            since=since,
        )
    return _(
        "{thread} waits for `{lock}`{where}; {owner} has it{since}",
        thread=one.label,
        lock=one.name,
        where=where,
        owner=owner,
        since=since,
    )


def _since(one: Waiting, rows: Rows) -> str:
    """Return since when the lock that *one* waits for is held; "" if that is not known."""
    taken = one.holder_since
    if taken is None or not taken.place.line:
        return ""
    row = rows.number(taken)
    if row:
        since = _(" since line {line} (step {step})", line=taken.place.line, step=row)
    else:
        since = _(" since line {line}", line=taken.place.line)
    if is_named(taken.place) and lock_name(taken.place) != one.name and taken.thread != one.thread.index:
        return _(", where it is called `{name}`,{since}", name=lock_name(taken.place), since=since)
    return since


def last_wait(one: Waiting, events: Sequence[Event]) -> Event | None:
    """Return the event of *one*'s thread going to wait for the last time."""
    for event in reversed(events):
        if event.thread == one.thread.index and event.kind == "blocked":
            return event
    return None
