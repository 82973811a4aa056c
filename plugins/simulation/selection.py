"""Which events and which rows a story shows: what bears on the verdict, and no more than a reader follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import result as words
from plugins.simulation.operations import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.race import LostUpdate
    from plugins.simulation.recorder import Event
    from plugins.simulation.story import Step

#: Rows shown at most.
ROWS: Final = 30
#: So many turns in a row make a loop that gets nowhere, of so many events each at most.
_TURNS: Final = 4
_LONGEST_TURN: Final = 60
#: Rows of a story that somebody wants to see whole.
WHOLE: Final = 400


def relevant(events: Sequence[Event], verdict: str, found: LostUpdate | None) -> list[Event]:
    """Return the events that the story of *verdict* needs.

    :param found: the lost update, if the verdict is about one.
    """
    if verdict == words.LIVELOCK:
        return turns(events)
    users = _users(events)
    decisive = _reads_before_waiting(events) if verdict == words.DEADLOCK else set()
    decided_on = {variable_of(event) for event in events if id(event) in decisive}
    kept: list[Event] = []
    for event in events:
        if event.kind in ("read", "write"):
            variable = variable_of(event)
            if verdict == words.LOST_UPDATE and found is not None:
                if variable != found.variable:
                    continue
            elif len(users[variable]) < 2:  # noqa: PLR2004 - nobody else has to do with it
                continue
            elif verdict in (words.DEADLOCK, words.LEFTOVER):
                if event.kind == "read" and id(event) not in decisive:
                    continue
                if event.kind == "write" and variable not in decided_on:
                    continue
        kept.append(event)
        if event.kind == "raise" and verdict == words.EXCEPTION:
            break
    if verdict == words.LOST_UPDATE:
        kept = [event for event in kept if event.kind not in ("end", "raise")]
    return kept


def _users(events: Sequence[Event]) -> dict[tuple[int, Any], set[int]]:
    """Return for each variable the numbers of the threads that read or write it.

    Whoever looks at a container as a whole (its key is None: `sum(money.values())`) has to do with each of its items.
    """
    users: dict[tuple[int, Any], set[int]] = {}
    for event in events:
        if event.kind in ("read", "write"):
            users.setdefault(variable_of(event), set()).add(event.thread)
    whole = {owner: frozenset(threads) for (owner, key), threads in users.items() if key is None}
    for (owner, key), threads in list(users.items()):
        if key is not None and owner in whole:
            users[owner, None].update(threads)
            threads.update(whole[owner])
    return users


def turns(events: Sequence[Event]) -> list[Event]:
    """Return one turn of what each thread repeats at the end of *events*; all of them if nothing is repeated."""
    last: dict[int, list[Event]] = {}
    for event in reversed(events):
        mine = last.setdefault(event.thread, [])
        if len(mine) < _TURNS * _LONGEST_TURN:
            mine.append(event)
    kept: list[Event] = []
    for backwards in last.values():
        signs = [
            (event.kind, event.place.file, event.place.line, event.place.call, id(event.site)) for event in backwards
        ]
        for period in range(1, len(signs) // _TURNS + 1):
            if all(signs[at] == signs[at - period] for at in range(period, _TURNS * period)):
                kept += backwards[:period]
                break
    if not kept:
        return list(events[-ROWS:])
    return sorted(kept, key=lambda event: event.step)


def _reads_before_waiting(events: Sequence[Event]) -> set[int]:
    """Return the last read of each thread before it went to wait for the last time: what it decided on."""
    found: dict[int, int] = {}
    waited: set[int] = set()
    for event in reversed(events):
        if event.kind == "blocked":
            waited.add(event.thread)
        elif event.kind == "read" and event.thread in waited:
            found.setdefault(event.thread, id(event))
    return set(found.values())


def variable_of(event: Event) -> tuple[int, Any]:
    """Return what tells the variable of a read or write from others in its schedule."""
    owner, key = event.thing
    return identity(owner), key if type(key) in (int, str, bytes, bool, float, type(None)) else repr(type(key))


def window(rows: list[Step], span: tuple[int, int] | None) -> tuple[list[Step], int]:
    """Return the rows to show and how many were left out before them.

    :param span: numbers of the first and the last row that matter, if they are known.
    """
    if span is not None and span[0]:
        first, last = span
        rows = _fold(rows, first, last)
        rows = _fold(rows, last, len(rows) and rows[-1].number)
        start = max(0, next((n for n, row in enumerate(rows) if row.number >= first), 0) - 6)
    else:
        start = max(0, len(rows) - ROWS)
    return rows[start : start + ROWS], start


def _fold(rows: list[Step], first: int, last: int) -> list[Step]:
    """Return *rows* without the long middle between the rows numbered *first* and *last*."""
    between = [position for position, row in enumerate(rows) if first < row.number < last]
    if len(between) <= ROWS // 3:
        return rows
    keep = ROWS // 8
    begin, end = between[keep], between[-keep]
    rows[begin - 1].repeat = end - begin
    return rows[:begin] + rows[end:]
