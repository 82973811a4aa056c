"""Starvation: a thread that is ready to go on, or waits for a lock, and is passed over again and again.

A note, no failure: threads that compete for a lock have no promise of a turn, in Python as elsewhere (`_thread.lock` is
not fair). Told is who was passed over to the very end of a schedule while others took the same lock many times, and who
could have gone on through a whole long schedule and was never chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.detectors import Detector, Finding
from plugins.simulation.language import _
from plugins.simulation.recorder import thread_label
from plugins.simulation.rows import lock_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugins.simulation.detectors import Seen
    from plugins.simulation.recorder import Event

#: So many times in a row others take the lock that a thread waits for.
_PASSED_OVER: Final = 20
#: Operations of others while a thread that could go on is not chosen: far more than a fair choice ever lets pass.
_NEVER_CHOSEN: Final = 5_000


class Starvation(Detector):
    """Finds threads that never get their turn."""

    name = "starvation"

    def examine(self, seen: Seen) -> Iterable[Finding]:
        """Return a note for each thread that was passed over to the end."""
        yield from _at_a_lock(seen)
        yield from _never_chosen(seen)


def _at_a_lock(seen: Seen) -> Iterable[Finding]:
    waits: dict[int, Event] = {}
    passed: dict[int, list[Event]] = {}
    for event in seen.events:
        if event.kind == "blocked" and not hasattr(event.thing, "joiners"):
            waits.setdefault(event.thread, event)
            passed.setdefault(event.thread, [])
        elif event.kind in ("acquired", "timed-out"):
            if event.thread in waits and waits[event.thread].thing is event.thing:
                del waits[event.thread], passed[event.thread]
            if event.kind == "acquired":
                for thread, wait in waits.items():
                    if wait.thing is event.thing:
                        passed[thread].append(event)
        elif event.kind == "end":
            waits.pop(event.thread, None)
            passed.pop(event.thread, None)
    for thread, wait in waits.items():
        others = passed[thread]
        if len(others) >= _PASSED_OVER and wait.place.line:
            names = sorted({event.label for event in others})
            yield Finding(
                _(
                    "Starvation: {thread} waits for `{lock}` (line {line}) and never gets it, while {others} took it "
                    "{count:,} times. A lock gives nobody a turn; whoever comes first has it.",
                    thread=wait.label,
                    lock=lock_name(wait.place),
                    line=wait.place.line,
                    others=_(" and ").join(names),
                    count=len(others),
                ),
                event=wait,
            )


def _never_chosen(seen: Seen) -> Iterable[Finding]:
    last: dict[int, int] = {}
    for event in seen.events:
        last[event.thread] = event.step
    steps = seen.explorer.machine.steps
    for one in seen.waiting:
        since = last.get(one.thread.index, 0)
        if one.kind == "running" and one.could_run and steps - since > _NEVER_CHOSEN:
            yield Finding(
                _(
                    "Starvation: {thread} could have gone on (line {line}), and was not chosen for the last {count:,} "
                    "operations.",
                    thread=thread_label(one.thread),
                    line=one.place.line,
                    count=steps - since,
                )
            )
