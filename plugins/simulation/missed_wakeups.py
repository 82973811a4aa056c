"""Threads that wait for a notify which has been, goes to somebody else, or never comes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from plugins.simulation.blocked import inner_lock, labels, last_wait, step_of
from plugins.simulation.finding import Finding
from plugins.simulation.language import _, join_words, ngettext
from plugins.simulation.selection import variable_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.recorder import Event
    from plugins.simulation.rows import Rows

_IN_VAIN: Final = "when nobody was waiting, so nothing happened"


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
            _read_then_written(one, look, change, rows),
            look,
            [one],
        )
    return None


def _read_then_written(one: Waiting, look: Event, change: Event, rows: Rows) -> list[str]:
    """Return the two facts: *one* has read a variable, and somebody has written it after that."""
    return [
        _(
            "{one} read `{name}` on line {line}{step}.",
            one=one.label,
            name=look.site.name,
            line=look.place.line,
            step=step_of(rows, look),
        ),
        _(
            "{change} wrote it on line {line}{step}.",
            change=change.label,
            line=change.place.line,
            step=step_of(rows, change),
        ),
    ]


def _last_looks(one: Waiting, wait: Event, events: Sequence[Event]) -> list[Event]:
    """Return the reads that *one* made right before it began to *wait*, as the condition of a loop does."""
    looks: list[Event] = []
    for event in reversed(events):
        if event.step >= wait.step or event.thread != one.thread.index or event.place.call_id == wait.place.call_id:
            continue
        if event.kind != "read":
            break
        looks.append(event)
    return looks


def _untold(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """Somebody has changed what a waiter had looked at, and told nobody after it."""
    for one in blocked:
        wait = last_wait(one, events)
        if one.kind != "condition" or wait is None or not _notifies(one, events):
            continue
        looks = {variable_of(look): look for look in _last_looks(one, wait, events)}
        changes = (e for e in reversed(events) if e.kind == "write" and e.thread != one.thread.index)
        change = next((e for e in changes if e.step > wait.step and variable_of(e) in looks), None)
        if change is None or _was_told(change, one, events):
            continue
        look = looks[variable_of(change)]
        name = look.site.name
        return Finding(
            _(
                "{change} changed `{name}` while {one} was waiting for a notify on `{condition}`, "
                "and sent none after that.",
                change=change.label,
                name=name,
                one=one.label,
                condition=one.name,
            ),
            _(
                "Who waits looks again only when it is told to. What has to be ready before a notify is sent, and what "
                "keeps others from coming in between?"
            ),
            _read_then_written(one, look, change, rows),
            change,
            [one],
        )
    return None


def _notifies(one: Waiting, events: Sequence[Event]) -> list[Event]:
    """Return every notify of the condition that *one* waits on."""
    return [event for event in events if event.kind == "notify" and event.thing is one.thing]


def _was_told(change: Event, one: Waiting, events: Sequence[Event]) -> bool:
    """Return whether a notify goes with *change*: after it, by anybody, or before it while the lock was held for both.

    The notify of another condition of the same lock counts too: what it was about may have been for those there.
    """
    lock = inner_lock(one.thing)
    mine = [event for event in events if event.thread == change.thread and event.step < change.step]
    began = change.step
    for event in reversed(mine):
        if event.kind in ("acquired", "released") and event.thing is lock:
            began = event.step if event.kind == "acquired" else began
            break
    return any(
        event.kind == "notify"
        and inner_lock(event.thing) is lock
        and (event.step > change.step or (event.thread == change.thread and event.step > began))
        for event in events
    )


def _lost_wakeup(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    for one in blocked:
        if one.kind != "condition":
            continue
        wait = last_wait(one, events)
        asleep = sys.maxsize if wait is None else wait.step
        if wait is not None and _last_looks(one, wait, events):
            # It went to wait for what it saw, whoever had been told before.
            continue
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
        step=step_of(rows, woken),
        one=one.label,
        wait_place_line=wait.place.line,
        step_2=step_of(rows, wait),
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
            others=labels(others),
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
                step=step_of(rows, mine[-1]),
                thread=woken.label,
                line=woken.place.line,
                step_2=step_of(rows, woken),
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
    notifies = _notifies(one, events)
    if not notifies:
        return Finding(
            ngettext(
                "{threads} waits for a notify on `{name}`, and nobody ever sends one.",
                "{threads} wait for a notify on `{name}`, and nobody ever sends one.",
                len(waiters),
                threads=labels(waiters),
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
                names=labels(waiters),
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


FINDERS: Final = (_looked_too_early, _untold, _lost_wakeup, _no_notify)
