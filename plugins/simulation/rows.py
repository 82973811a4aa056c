"""From events to the rows of the lanes: each operation in words, one row for what a learner sees as one thing.

The floor sees locks; the learner wrote `with condition:` or `q.get()`. All events of one library call in one thread make
one row, and one more where the call had to wait.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plugins.simulation.naming import short_value
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.story import Step

if TYPE_CHECKING:
    from plugins.simulation.recorder import Place

#: Library calls by the method's name without its class: what is done at once, and what is said while it has to wait.
_CALLS = {
    "Event.set": ("sets {name}", ""),
    "Event.clear": ("clears {name}", ""),
    "Event.wait": ("", "waits until {name} is set"),
    "Event.is_set": ("", ""),
    "Semaphore.acquire": ("takes a slot of {name}", "waits for a free slot of {name}"),
    "Semaphore.release": ("gives a slot of {name} back", ""),
    "Semaphore.__exit__": ("gives a slot of {name} back", ""),
    "BoundedSemaphore.release": ("gives a slot of {name} back", ""),
    "Queue.get": ("takes an item from {name}", "waits: {name} is empty"),
    "Queue.put": ("puts {item} into {name}", "waits: {name} is full"),
    "Queue.get_nowait": ("takes an item from {name}", ""),
    "Queue.put_nowait": ("puts {item} into {name}", ""),
    "Queue.task_done": ("tells {name} that an item is done", ""),
    "Queue.join": ("", "waits until all of {name} is done"),
    "Queue.qsize": ("", ""),
    "Queue.empty": ("asks whether {name} is empty", ""),
    "Queue.full": ("asks whether {name} is full", ""),
    "_PySimpleQueue.put": ("puts {item} into {name}", ""),
    "_PySimpleQueue.get": ("takes an item from {name}", "waits: {name} is empty"),
    "Barrier.wait": ("arrives at {name}", "waits at {name} for the others"),
    "Future.result": ("", "waits for a result"),
    "Executor.submit": ("submits a task", ""),
    "ThreadPoolExecutor.submit": ("submits a task to {name}", ""),
    "ThreadPoolExecutor.shutdown": ("", "waits for the pool to finish"),
}


def make_rows(events: Iterable[Event]) -> list[Step]:
    """Return the rows for *events*; a row's lane is the thread's index."""
    maker = _RowMaker()
    for event in events:
        maker.add(event)
    return maker.rows


class _RowMaker:
    def __init__(self) -> None:
        self.rows: list[Step] = []
        #: Calls that have a row already: (thread, call id, call, line) -> phase.
        self._calls: dict[int, tuple[tuple[int, str, int], str]] = {}

    def add(self, event: Event) -> None:
        """Make the rows of *event*, if it needs any."""
        text = self._text(event)
        if text:
            self._row(event, text)

    def _row(self, event: Event, text: str) -> None:
        place = event.place
        line = place.line
        if event.site is not None:
            line = event.site.line
        self.rows.append(
            Step(event.step, event.thread, text, line, os.path.relpath(place.file) if place.file else "", place.source)
        )

    def _text(self, event: Event) -> str:
        kind = event.kind
        if kind == "read":
            return f"reads {event.site.name}" + (f" = {event.text}" if event.text else "")
        if kind == "write":
            return f"writes {event.site.name}" + (f" = {event.text}" if event.text else "")
        if kind == "print":
            return "prints " + (event.text if len(event.text) <= 30 else event.text[:27] + "...")
        if kind == "sleep":
            return f"sleeps {event.text} s" if event.text != "0" else ""
        if kind == "start":
            return f"starts {thread_label(event.thing)}"
        if kind == "end":
            return "ends"
        if kind == "notify":
            return self._notify(event)
        if kind == "raise":
            return f"raises {event.text}"
        if kind == "spin":
            return "goes round this loop for ever"
        return self._lock(event)

    def _notify(self, event: Event) -> str:
        place = event.place
        if place.call not in ("Condition.notify", "Condition.notify_all"):
            return ""
        word = "notify_all" if place.call == "Condition.notify_all" else "notify"
        if not event.names:
            return f"{word} on {place.receiver_name}: nobody is waiting, so nothing happens"
        return f"{word} on {place.receiver_name}: wakes {' and '.join(event.names)}"

    def _lock(self, event: Event) -> str:
        place = event.place
        call = place.call
        name = place.receiver_name
        if call in ("Condition.wait", "Condition.wait_for"):
            return self._in_condition_wait(event)
        if call in ("Condition.notify", "Condition.notify_all"):
            return ""
        if call.startswith("Thread.") and event.kind == "blocked":
            return f"waits for {thread_label(event.thing)} to end" if hasattr(event.thing, "joiners") else ""
        if hasattr(event.thing, "joiners"):
            return "" if not place.line else f"waits for {thread_label(event.thing)} to end"
        known = _CALLS.get(call)
        if known is not None:
            return self._known_call(event, *known)
        return self._plain_lock(event, name)

    def _plain_lock(self, event: Event, name: str) -> str:
        """A lock that the learner handles himself, directly or through a Condition or an RLock."""
        place = event.place
        if not place.line:
            return ""
        if not name:
            name = _name_in_source(place)
        if event.kind == "acquired":
            return f"takes {name}"
        if event.kind == "released":
            return f"releases {name}"
        if event.kind == "blocked":
            holder = f" (held by {event.names[0]})" if event.names else ""
            return f"waits for {name}{holder}"
        if event.kind == "refused":
            return f"finds {name} taken"
        if event.kind == "timed-out":
            return f"gives up waiting for {name}"
        return ""

    def _in_condition_wait(self, event: Event) -> str:
        place = event.place
        name = place.receiver_name
        waiter = not any(inner.startswith(("_RLock", "Condition._acquire", "Condition._release")) for inner in place.inner)
        phase = self._phase(event)
        if event.kind == "blocked":
            if waiter and phase != "asleep":
                self._set_phase(event, "asleep")
                return f"waits on {name}; its lock is free meanwhile"
            return f"is woken, but must wait for the lock of {name}"
        if event.kind == "timed-out":
            return f"gives up waiting on {name}"
        if event.kind == "acquired" and phase == "asleep":
            if event.thing is not None and getattr(event.thing, "silent", False):
                return ""
            self._set_phase(event, "woken")
            return ""
        if event.kind == "acquired" and phase == "woken":
            self._set_phase(event, "back")
            return f"is awake and holds {name} again"
        return ""

    def _known_call(self, event: Event, at_once: str, waiting: str) -> str:
        place = event.place
        phase = self._phase(event)
        item = short_value(place.arguments["item"]) if "item" in place.arguments else "an item"
        if event.kind == "blocked":
            if "Condition.wait" not in place.inner or phase == "waiting":
                return ""
            self._set_phase(event, "waiting")
            return waiting.format(name=place.receiver_name, item=item)
        if event.kind == "timed-out":
            return "gives up waiting"
        if phase == "" and event.kind == "acquired":
            self._set_phase(event, "seen")
            return ""
        if event.kind == "released" and phase in ("seen", "waiting") and "Condition.wait" not in place.inner:
            self._set_phase(event, "done")
            return at_once.format(name=place.receiver_name, item=item)
        return ""

    def _phase(self, event: Event) -> str:
        place = event.place
        key, phase = self._calls.get(event.thread, ((0, "", 0), ""))
        return phase if key == (place.call_id, place.call, place.line) else ""

    def _set_phase(self, event: Event, phase: str) -> None:
        place = event.place
        self._calls[event.thread] = ((place.call_id, place.call, place.line), phase)


def _name_in_source(place: Place) -> str:
    """Return the expression that is locked on this line, read from its text; "a lock" if that is not plain."""
    source = place.source
    for start, end in (("with ", ":"), ("", ".acquire("), ("", ".release("), ("", ".locked(")):
        if source.startswith(start) and end in source:
            inside = source[len(start) : source.index(end)].strip().removeprefix("if ").removeprefix("while ").strip()
            inside = inside.removeprefix("not ").strip()
            if inside.replace(".", "").replace("_", "").replace("[", "").replace("]", "").isalnum():
                return inside
    return "a lock"
