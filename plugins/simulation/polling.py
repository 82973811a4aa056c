"""Polling: a thread reads a variable again and again until another thread changes it.

A note, no failure: `while not done: pass` sees the change in Python as it is, but burns a processor while it waits.
No polling in this sense are a loop around `Condition.wait` or `time.sleep`, which sleeps between two looks, and a loop
that works until it is told to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.detectors import Detector, Finding
from plugins.simulation.language import _
from plugins.simulation.visible_attributes import bases_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugins.simulation.detectors import Seen
    from plugins.simulation.recorder import Event
    from plugins.simulation.rewrite_site import Site

#: Looks of one thread at one place, one after the other: from then on it is polling.
_AGAIN: Final = 2
#: Polled variables that are told of one program.
_MOST: Final = 3


class Polling(Detector):
    """Finds flags that are asked again and again."""

    name = "polling"

    def examine(self, seen: Seen) -> Iterable[Finding]:
        """Return a note for each variable that a thread polls, and another one writes."""
        told: set[tuple[str, int]] = set()
        for read, write in _answered(seen.events):
            place = (read.place.file, read.place.line)
            if place in told or not read.place.line or not write.place.line:
                continue
            told.add(place)
            yield Finding(
                _(
                    "Polling: {reader} reads `{name}` (line {line}) again and again, until {writer} has written it "
                    "(line {written}). That keeps a processor busy with waiting. What could it wait for, and sleep "
                    "meanwhile?",
                    reader=read.label,
                    name=read.site.name,
                    line=read.place.line,
                    writer=write.label,
                    written=write.place.line,
                ),
                event=read,
            )
            if len(told) == _MOST:
                return


def _answered(events: Iterable[Event]) -> Iterable[tuple[Event, Event]]:
    """Yield a polled read, and another thread's write that came after several like it, with nothing else between."""
    looks: dict[int, dict[Site, tuple[Event, int]]] = {}
    for event in events:
        if event.kind == "read":
            if event.site.polled:
                mine = looks.setdefault(event.thread, {})
                _, count = mine.get(event.site, (event, 0))
                mine[event.site] = (event, count + 1)
            continue
        # Whoever does something else is not waiting, or not only.
        looks.pop(event.thread, None)
        if event.kind == "write":
            for mine in looks.values():
                for read, count in mine.values():
                    if count >= _AGAIN and _is_seen(event, read):
                        yield read, event


def _is_seen(write: Event, read: Event) -> bool:
    """Return whether *read* sees what *write* wrote; also where the object now has what its class had."""
    owner, key = write.thing
    seen, name = read.thing
    # What they are is looked at, never compared: that could run the program's code.
    same = key is name or (type(key) in (str, int) and type(name) in (str, int) and key == name)
    return same and any(holder is seen for holder in (owner, *(bases_of(type(owner)) or ())))
