"""What a deadlock comes from: a finder for each kind, the most telling first, each with its sentence and its question.

A finder looks at the threads that are blocked and at what happened before, and returns a `Finding` or None. Rejected:
one general sentence for all ("a cycle in the wait-for graph"): true, and of no use to a beginner.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.blocked import clause, last_wait
from plugins.simulation.finding import Finding
from plugins.simulation.language import _, join_words, ngettext
from plugins.simulation.network import deadlocks as among_sockets
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
        ngettext(
            "{threads} can never go on: nobody is left who could wake it.",
            "{threads} can never go on: nobody is left who could wake them.",
            len(blocked),
            threads=_labels(blocked),
        ),
        _("Who was meant to wake this thread, and what did that thread do instead?"),
    )


def _labels(waiting: Sequence[Waiting]) -> str:
    return join_words([one.label for one in waiting])


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
                    _(
                        "Which lines of {name} run after the lock is taken, and what becomes of the lock if one "
                        "of them raises or returns?",
                        name=name,
                    ),
                    event=taken,
                    first=[one],
                )
            return Finding(
                _("{one} waits for `{name}`, which it already holds itself.", one=one.label, name=one.name),
                _(
                    "A Lock does not know its owner: taking it a second time waits for oneself. Which "
                    "function is called while the lock is already held?"
                ),
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
                        _(
                            "{names} wait for each other: each holds a lock that the next one needs.",
                            names=_labels(chain),
                        ),
                        _(
                            "Nobody here gives back what it holds before it has the rest. What if every thread took "
                            "these locks in the same order?"
                        ),
                        first=chain,
                    )
                return Finding(
                    _("{names} wait for each other in a circle.", names=_labels(chain)),
                    _("One of them would have to let go first. Which one can, and when?"),
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
        if one.kind in ("lock", "condition", "other"):
            continue
        for event in held.values():
            others = [other for other in blocked if other is not one and _needs(other, event.thing)]
            if event.thread != one.thread.index or not others or not event.place.line:
                continue
            return Finding(
                ngettext(
                    "{waits}, and keeps `{lock}`, which {others} needs to go on.",
                    "{waits}, and keeps `{lock}`, which {others} need to go on.",
                    len(others),
                    waits=clause(one, events, rows),
                    lock=lock_name(event.place),
                    others=_labels(others),
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
            _(
                "{one} looked at `{name}`, then {change} changed it and sent its notify, and only then "
                "{one} began to wait.",
                one=one.label,
                name=name,
                change=change.label,
            ),
            _("Between looking and waiting another thread can come. Which steps must be one, and what makes them one?"),
            [
                _(
                    "{one} read `{name}` on line {line}{step}.",
                    one=one.label,
                    name=name,
                    line=look.place.line,
                    step=_step(rows, look),
                ),
                _(
                    "{change} wrote it on line {line}{step}.",
                    change=change.label,
                    line=change.place.line,
                    step=_step(rows, change),
                ),
            ],
            look,
            [one],
        )
    return None


def _step(rows: Rows, event: Event) -> str:
    number = rows.number(event)
    return _(" (step {step})", step=number) if number else ""


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
                row = rows.number(event)
                place = _(" (line {line})", line=event.place.line)
                if row:
                    place = _(" (line {line}, step {step})", line=event.place.line, step=row)
                return Finding(
                    _(
                        "a notify was lost: it was sent when nobody was waiting, and now {one} waits for one "
                        "that will not come.",
                        one=one.label,
                    ),
                    _(
                        "A notify is not remembered. What would still be true for a thread that comes later, and "
                        "could be looked at before waiting?"
                    ),
                    [
                        _(
                            "{thread} sent its notify on `{name}`{where} when nobody was waiting, so nothing happened.",
                            thread=event.label,
                            name=one.name,
                            where=place,
                        )
                    ],
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
    told = _(
        "{woken} sent the last notify on line {line}{step}; {one} looked again and went back to "
        "wait on line {wait_place_line}{step_2}.",
        woken=woken.label,
        line=woken.place.line,
        step=_step(rows, woken),
        one=one.label,
        wait_place_line=wait.place.line,
        step_2=_step(rows, wait),
    )
    return Finding(
        ngettext(
            "a notify on `{name}` woke the wrong one: it woke {thread}, which could not go on and waits again, "
            "and {others} was not told.",
            "a notify on `{name}` woke the wrong one: it woke {thread}, which could not go on and waits again, "
            "and {others} were not told.",
            len(others),
            name=one.name,
            thread=one.label,
            others=_labels(others),
        ),
        _(
            "notify() wakes one of those who wait, whatever it waits for. Who waits here, for which "
            "different things, and whom does each change concern?"
        ),
        [told],
        woken,
        [one, *others],
    )


def _spent_on_the_late(
    woken: Event | None, one: Waiting, wait: Event | None, events: Sequence[Event], rows: Rows
) -> Finding | None:
    """The last notify reached somebody whose time was over, and who left with it."""
    if woken is None or len(woken.names) != 1 or wait is None or wait.step > woken.step:
        return None
    late = woken.names[0]
    mine = [e for e in events if e.label == late and e.step < woken.step and e.kind != "blocked"]
    if not mine or mine[-1].kind != "timed-out" or late == one.label:
        return None
    return Finding(
        _(
            "a notify on `{name}` was spent on {late}, whose time was over; "
            "{one} would have waited on, and was not told.",
            name=one.name,
            late=late,
            one=one.label,
        ),
        _(
            "A notify can come in the very moment in which the time is over. What should a thread look at first when "
            "its wait ends: the clock, or what it came for?"
        ),
        [
            _(
                "{late} gave up waiting{step}, and {thread} sent its notify on line {line}{step_2} before {late} "
                "had the lock again.",
                late=late,
                step=_step(rows, mine[-1]),
                thread=woken.label,
                line=woken.place.line,
                step_2=_step(rows, woken),
            )
        ],
        woken,
        [one],
    )


def _no_notify(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    waiters = [one for one in blocked if one.kind == "condition"]
    if not waiters:
        return None
    one = waiters[0]
    notifies = [event for event in events if event.kind == "notify" and event.thing is one.thing]
    if not notifies:
        return Finding(
            ngettext(
                "{threads} waits for a notify on `{name}`, and nobody ever sends one.",
                "{threads} wait for a notify on `{name}`, and nobody ever sends one.",
                len(waiters),
                threads=_labels(waiters),
                name=one.name,
            ),
            _("A waiting thread sleeps until somebody wakes it. Who changes what it waits for, and does it say so?"),
            first=waiters,
        )
    woken = next((event for event in reversed(notifies) if event.names), None)
    in_vain = _woken_in_vain(woken, waiters, events, rows)
    if in_vain is not None:
        return in_vain
    facts = []
    if woken is not None:
        facts.append(
            _(
                "The last notify on `{name}` was {woken}'s (line {line}); it woke {names}.",
                name=one.name,
                woken=woken.label,
                line=woken.place.line,
                names=join_words(woken.names),
            )
        )
    if len(waiters) > 1:
        return Finding(
            _(
                "{names} all wait for a notify on `{name}`, and nobody is left to send one.",
                names=_labels(waiters),
                name=one.name,
            ),
            _("The last notify may have woken a thread that could not use it. Whom must it reach, and how many?"),
            facts,
            woken,
            waiters,
        )
    wait = last_wait(one, events)
    spent = _spent_on_the_late(woken, one, wait, events, rows)
    if spent is not None:
        return spent
    passed_over = woken is not None and wait is not None and wait.step < woken.step
    return Finding(
        _("{one} waits for a notify on `{name}`, and nobody is left to send one.", one=one.label, name=one.name),
        _(
            "notify() wakes one of those who wait, whatever it waits for. Who waits here, for which "
            "different things, and whom does each change concern?"
        )
        if passed_over
        else _(
            "After the last notify somebody still went to wait. How does a thread know, before it "
            "waits, that there is something to wait for?"
        ),
        facts,
        woken if passed_over else wait,
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
                        step=_step(rows, undone),
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
                threads=_labels(getters),
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
