"""What a deadlock comes from: a finder for each kind, the most telling first, each with its sentence and its question.

A finder looks at the threads that are blocked and at what happened before, and returns a `Finding` or None. Rejected:
one general sentence for all ("a cycle in the wait-for graph"): true, and of no use to a beginner.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.finding import Finding, join_words
from plugins.simulation.network import deadlocks as among_sockets
from plugins.simulation.network import telling
from plugins.simulation.network.calls import Call
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.rows import lock_name
from plugins.simulation.selection import variable_of

if TYPE_CHECKING:
    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.rows import Rows


_IN_VAIN: Final = "when nobody was waiting, so nothing happened"


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
        f"{join_words([one.label for one in blocked])} can never go on: nobody is left who could wake "
        f"{'them' if len(blocked) > 1 else 'it'}.",
        "Who was meant to wake this thread, and what did that thread do instead?",
    )


def what_it_waits_for(one: Waiting, events: Sequence[Event], rows: Rows) -> str:
    """Return the sentence about one blocked thread."""
    row = rows.number(last_wait(one, events))
    line = f" (line {one.place.line}{f', since step {row}' if row else ''})" if one.place.line else ""
    facts = one.facts
    if one.kind == "lock":
        return _waits_for_lock(one, line, rows)
    if one.kind == "join":
        return f"{one.label} waits for {one.name} to end{line}."
    if isinstance(one.thing, Call):
        return f"{one.label} {telling.waits_at_length(one.thing)}{line}."
    text = {
        "condition": f"{one.label} waits for a notify on `{one.name}`{line}",
        "event": f"{one.label} waits until `{one.name}` is set{line}",
        "semaphore": f"{one.label} waits for a slot of `{one.name}`{line}",
        "get": f"{one.label} waits for an item from `{one.name}`, which is empty{line}",
        "put": f"{one.label} waits for room in `{one.name}`, which is full"
        f" ({facts.get('size', '?')} of {facts.get('capacity', '?')}){line}",
        "queue-join": f"{one.label} waits until every item of `{one.name}` is reported done;"
        f" {facts.get('unfinished', '?')} are not{line}",
        "barrier": f"{one.label} waits at `{one.name}`, where"
        f" {facts.get('arrived', '?')} of {facts.get('parties', '?')} threads are{line}",
        "future": f"{one.label} waits for the result of a task{line}",
    }.get(one.kind, f"{one.label} waits{line}")
    return text + "."


def _waits_for_lock(one: Waiting, line: str, rows: Rows) -> str:
    if one.holder is None:
        return f"{one.label} waits for `{one.name}`{line}, which is locked and belongs to no thread."
    taken = one.holder_since
    since = ""
    if taken is not None and taken.place.line:
        row = rows.number(taken)
        since = f" since line {taken.place.line}{f' (step {row})' if row else ''}"
        other_name = lock_name(taken.place)
        if other_name not in (one.name, "a lock") and taken.thread != one.thread.index:
            since = f", where it is called `{other_name}`,{since}"
    if one.holder is one.thread:
        return f"{one.label} waits for `{one.name}`{line}; it has it itself{since}."
    owner = thread_label(one.holder)
    ended = ", and that thread has ended" if one.holder_ended else ""
    return f"{one.label} waits for `{one.name}`{line}; {owner} has it{since}{ended}."


def last_wait(one: Waiting, events: Sequence[Event]) -> Event | None:
    """Return the event of *one*'s thread going to wait for the last time."""
    for event in reversed(events):
        if event.thread == one.thread.index and event.kind == "blocked":
            return event
    return None


def _labels(waiting: Sequence[Waiting]) -> str:
    return join_words([one.label for one in waiting])


def _s(waiting: Sequence[Waiting], verb: str) -> str:
    """Return *verb* for that many."""
    return verb if len(waiting) > 1 else verb + "s"


def _own_lock(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "lock" and one.holder is one.thread:
            taken = one.holder_since
            if taken is not None and _was_left(one, taken):
                name = taken.place.function.rpartition(".")[2]
                return Finding(
                    f"{one.label} waits for `{one.name}`, which it took itself on line {taken.place.line}, in a call "
                    f"of {name} that is over and never released it.",
                    f"Which lines of {name} run after the lock is taken, and what becomes of the lock if one of them "
                    f"raises or returns?",
                    event=taken,
                    first=[one],
                )
            return Finding(
                f"{one.label} waits for `{one.name}`, which it already holds itself.",
                "A Lock does not know its owner: taking it a second time waits for oneself. "
                "Which function is called while the lock is already held?",
                event=one.holder_since,
                first=[one],
            )
    return None


def _was_left(one: Waiting, taken: Event) -> bool:
    """Return whether the call that took the lock is over: its function is in no call, or only in a later one."""
    place = taken.place
    calls = one.calls.count((place.file, place.function))
    again = (one.place.file, one.place.function, one.place.line) == (place.file, place.function, place.line)
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
                        f"{_labels(chain)} wait for each other: each holds a lock that the next one needs.",
                        "Nobody here gives back what it holds before it has the rest. "
                        "What if every thread took these locks in the same order?",
                        first=chain,
                    )
                return Finding(
                    f"{_labels(chain)} wait for each other in a circle.",
                    "One of them would have to let go first. Which one can, and when?",
                    first=chain,
                )
            chain.append(following)
    return None


def _never_released(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del rows
    for one in blocked:
        if one.kind == "lock" and one.holder is not None and one.holder_ended:
            index = one.holder.index
            death = next((event for event in events if event.kind == "raise" and event.thread == index), None)
            if death is not None and one.holder_since is not None:
                return Finding(
                    f"`{one.name}` was never released: {death.label} took it on line {one.holder_since.place.line}, "
                    f"and then an exception ended {death.label} on line {death.place.line} ({death.text}).",
                    "An exception leaves by the shortest way, past every line that comes after. What releases a lock "
                    "on that way too?",
                    event=death,
                    first=[one],
                )
            line = f" on line {one.holder_since.place.line}" if one.holder_since and one.holder_since.place.line else ""
            return Finding(
                f"`{one.name}` was taken by {thread_label(one.holder)}{line} and never released.",
                "A lock outlives the thread that took it. By which way did that thread leave without releasing it?",
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
        if one.kind in ("lock", "condition", "other"):
            continue
        for event in held.values():
            others = [other for other in blocked if other is not one and _needs(other, event.thing)]
            if event.thread != one.thread.index or not others or not event.place.line:
                continue
            doing = what_it_waits_for(one, events, rows).removesuffix(".")
            needed = f"which {_labels(others)} {_s(others, 'need')} to go on"
            return Finding(
                f"{doing}, and keeps `{lock_name(event.place)}`, {needed}.",
                "Whoever waits keeps what it holds. Who could end this wait, and what does that thread need for it?",
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
    inner = getattr(one.thing, "_lock", None)
    return inner is lock or getattr(inner, "_block", None) is lock


def _looked_too_early(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """Somebody looked, was overtaken by the change that it waits for, and went to wait for it all the same."""
    for one in blocked:
        wait = last_wait(one, events)
        if one.kind != "condition" or wait is None:
            continue
        before = [event for event in events if event.step < wait.step]
        look = next((e for e in reversed(before) if e.thread == one.thread.index and e.kind == "read"), None)
        if look is None:
            continue
        since = [event for event in before if event.step > look.step and event.thread != one.thread.index]
        change = next((e for e in since if e.kind == "write" and variable_of(e) == variable_of(look)), None)
        notify = next((e for e in since if e.kind == "notify" and e.thing is one.thing), None)
        if change is None or notify is None or change.step > notify.step:
            continue
        name = look.site.name
        return Finding(
            f"{one.label} looked at `{name}`, then {change.label} changed it and sent its notify, and only then "
            f"{one.label} began to wait.",
            "Between looking and waiting another thread can come. Which steps must be one, and what makes them one?",
            [
                f"{one.label} read `{name}` on line {look.place.line}{_step(rows, look)}.",
                f"{change.label} wrote it on line {change.place.line}{_step(rows, change)}.",
            ],
            look,
            [one],
        )
    return None


def _step(rows: Rows, event: Event) -> str:
    number = rows.number(event)
    return f" (step {number})" if number else ""


def _lost_wakeup(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    for one in blocked:
        if one.kind != "condition":
            continue
        wait = last_wait(one, events)
        asleep = sys.maxsize if wait is None else wait.step
        for event in reversed(events):
            if event.kind != "notify" or event.thing is not one.thing:
                continue
            if event.names:
                break
            if event.step < asleep and event.thread != one.thread.index:
                sent = f"(line {event.place.line}{_step(rows, event).replace(' (', ', ').removesuffix(')')})"
                return Finding(
                    f"a notify was lost: it was sent when nobody was waiting, and now {one.label} waits for one "
                    f"that will not come.",
                    "A notify is not remembered. What would still be true for a thread that comes later, "
                    "and could be looked at before waiting?",
                    [f"{event.label} sent its notify on `{one.name}` {sent} {_IN_VAIN}."],
                    event,
                    [one],
                )
    return None


def _woken_in_vain(
    woken: Event | None, waiters: Sequence[Waiting], events: Sequence[Event], rows: Rows
) -> Finding | None:
    """Somebody was woken, could not go on and went back to sleep, and nobody else was told."""
    if woken is None or len(woken.names) != 1:
        return None
    one = next((one for one in waiters if one.label == woken.names[0]), None)
    wait = None if one is None else last_wait(one, events)
    if one is None or wait is None or wait.step < woken.step:
        return None
    others = []
    for other in waiters:
        asleep = last_wait(other, events)
        if other is not one and asleep is not None and asleep.step < woken.step:
            others.append(other)
    sent = any(e.kind == "notify" and e.thing is one.thing and e.step > woken.step for e in events)
    if not others or sent:
        return None
    told = (
        f"{woken.label} sent the last notify on line {woken.place.line}{_step(rows, woken)}; {one.label} looked "
        f"again and went back to wait on line {wait.place.line}{_step(rows, wait)}."
    )
    return Finding(
        f"a notify on `{one.name}` woke the wrong one: it woke {one.label}, which could not go on and waits again, "
        f"and {_labels(others)} {'were' if len(others) > 1 else 'was'} not told.",
        "notify() wakes one of those who wait, whatever it waits for. Who waits here, for which different things, "
        "and whom does each change concern?",
        [told],
        woken,
        [one, *others],
    )


def _no_notify(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    waiters = [one for one in blocked if one.kind == "condition"]
    if not waiters:
        return None
    one = waiters[0]
    notifies = [event for event in events if event.kind == "notify" and event.thing is one.thing]
    if not notifies:
        return Finding(
            f"{_labels(waiters)} {_s(waiters, 'wait')} for a notify on `{one.name}`, and nobody ever sends one.",
            "A waiting thread sleeps until somebody wakes it. Who changes what it waits for, and does it say so?",
            first=waiters,
        )
    woken = next((event for event in reversed(notifies) if event.names), None)
    in_vain = _woken_in_vain(woken, waiters, events, rows)
    if in_vain is not None:
        return in_vain
    facts = []
    if woken is not None:
        facts.append(
            f"The last notify on `{one.name}` was {woken.label}'s (line {woken.place.line}); it woke "
            f"{join_words(woken.names)}."
        )
    if len(waiters) > 1:
        return Finding(
            f"{_labels(waiters)} all wait for a notify on `{one.name}`, and nobody is left to send one.",
            "The last notify may have woken a thread that could not use it. Whom must it reach, and how many?",
            facts,
            woken,
            waiters,
        )
    return Finding(
        f"{one.label} waits for a notify on `{one.name}`, and nobody is left to send one.",
        "After the last notify somebody still went to wait. How does a thread know, before it waits, "
        "that there is something to wait for?",
        facts,
        last_wait(one, events),
        waiters,
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


def _event(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    for one in blocked:
        if one.kind != "event":
            continue
        sets = [event for event in events if event.place.call == "Event.set" and event.place.receiver is one.thing]
        clears = [event for event in events if event.place.call == "Event.clear" and event.place.receiver is one.thing]
        undone = next((clear for signal in reversed(sets) for clear in _unseen(one, signal, clears, events)), None)
        if undone is not None:
            row = rows.number(undone)
            return Finding(
                f"`{one.name}` was set, then cleared again before {one.label} had seen it.",
                "set() wakes those who wait now and those who come later, until somebody clears it. "
                "Who may say that the signal is over?",
                [f"{undone.label} cleared `{one.name}` on line {undone.place.line}{f' (step {row})' if row else ''}."],
                undone,
                [one],
            )
        if not sets:
            return Finding(
                f"{one.label} waits until `{one.name}` is set, and nobody ever sets it.",
                "Which thread gives this signal, and on which way does it come there?",
                first=[one],
            )
    return None


def _queue(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    getters = [one for one in blocked if one.kind == "get"]
    for one in blocked:
        if one.kind == "put":
            return Finding(
                f"{one.label} waits for room in `{one.name}`, and nobody is left who takes anything out.",
                "A bounded queue makes its producers wait for its consumers. Where did the consumers go?",
                first=[one],
            )
        if one.kind == "queue-join":
            count = one.facts.get("unfinished", "some")
            items = "1 item that was" if count == 1 else f"{count} items that were"
            return Finding(
                f"`{one.name}.join()` waits for {items} never reported done.",
                "join() counts: put() adds one, task_done() takes one off. Is it called once for every item that was "
                "taken, whatever happens to that item?",
                first=[one],
            )
    if getters:
        return Finding(
            f"{_labels(getters)} {_s(getters, 'wait')} for an item from `{getters[0].name}`, "
            f"and nobody is left who puts one in.",
            "A consumer cannot see that no more will come. Who tells each of them that it is over?",
            first=getters,
        )
    return None


def _barrier(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "barrier":
            parties, arrived = one.facts.get("parties", "?"), one.facts.get("arrived", "?")
            return Finding(
                f"`{one.name}` waits for {parties} threads, {arrived} have arrived, and no more will come.",
                "A barrier opens for a full group only. "
                "How many threads come here, and is that a multiple of the group?",
            )
    return None


def _semaphore(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "semaphore":
            return Finding(
                f"{one.label} waits for a slot of `{one.name}`, and nobody is left who gives one back.",
                "Every slot that is taken has to be given back, on every way out. Which way forgets it?",
                first=[one],
            )
    return None


def _future(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one in blocked:
        if one.kind == "future":
            return Finding(
                f"{one.label} waits for the result of a task that cannot run.",
                "A task that waits for another task of its own pool holds the worker that the other one needs. "
                "How many workers are there?",
                first=[one],
            )
    return None


_FINDERS = (
    _own_lock,
    _cycle,
    _never_released,
    _keeps_lock,
    _looked_too_early,
    _lost_wakeup,
    _no_notify,
    _event,
    _queue,
    _barrier,
    _semaphore,
    _future,
    *among_sockets.FINDERS,
)
