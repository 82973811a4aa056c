"""From events to the rows of the lanes: each operation in words, one row for what a learner sees as one thing.

The floor sees locks; the learner wrote `with condition:` or `q.get()`. All events of one library call in one thread
make one row, and one more where the call had to wait. Rows are numbered 1, 2, 3, ...; sentences refer to these
numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from plugins.simulation import rewrite_site as kinds
from plugins.simulation.learners import short_path
from plugins.simulation.naming import short_value
from plugins.simulation.network import telling
from plugins.simulation.network.calls import Call
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.story import Step

if TYPE_CHECKING:
    from plugins.simulation.recorder import Place

#: Library calls by the method's qualified name: what is said when it is done, and while it has to wait.
_CALLS: Final = {
    "Event.set": ("sets {name}", ""),
    "Event.clear": ("clears {name}", ""),
    "Event.wait": ("", "waits: {name} is not set"),
    "Event.is_set": ("", ""),
    "Semaphore.acquire": ("takes a slot of {name}", "waits for a slot of {name}"),
    "Semaphore.release": ("gives a slot of {name} back", ""),
    "Semaphore.__exit__": ("gives a slot of {name} back", ""),
    "BoundedSemaphore.release": ("gives a slot of {name} back", ""),
    "Queue.get": ("takes {item} from {name}", "waits: {name} is empty"),
    "Queue.put": ("puts {item} into {name}", "waits: {name} is full"),
    "Queue.get_nowait": ("takes {item} from {name}", ""),
    "Queue.put_nowait": ("puts {item} into {name}", ""),
    "Queue.task_done": ("{name}.task_done()", ""),
    "Queue.join": ("", "waits in {name}.join()"),
    "Queue.qsize": ("", ""),
    "Queue.empty": ("asks if {name} is empty", ""),
    "Queue.full": ("asks if {name} is full", ""),
    "_PySimpleQueue.put": ("puts {item} into {name}", ""),
    "_PySimpleQueue.get": ("takes {item} from {name}", "waits: {name} is empty"),
    "Barrier.wait": ("arrives at {name}", "waits at {name}"),
    "Future.result": ("", "waits for a result"),
    "ThreadPoolExecutor.submit": ("submits a task", ""),
    "ThreadPoolExecutor.shutdown": ("", "waits for the pool to finish"),
}


#: What is said of events that are all told alike.
_PLAIN: Final = {
    "end": "ends",
    "joined": "",
    "spin": "goes round this loop for ever",
    "spurious": "wakes up, though nobody sent a notify",
}


class Rows:
    """The rows of one schedule.

    :ivar rows: numbered from 1; a row's lane is the thread's index.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.rows: list[Step] = []
        self._of_event: dict[int, Step] = {}
        maker = _RowMaker()
        for event in _raises_first(events):
            text = maker.text(event)
            if text:
                self._add(event, text)

    def _add(self, event: Event, text: str) -> None:
        place = event.place
        line = place.line if event.site is None else event.site.line
        last = self.rows[-1] if self.rows else None
        here = (event.thread, text, line)
        if event.kind == "read" and last is not None and (last.lane, last.text, last.line) == here:
            self._of_event[id(event)] = last
            return
        file = short_path(place.file) if place.file else ""
        row = Step(len(self.rows) + 1, event.thread, text, line, file, place.source, operation=event.step)
        self.rows.append(row)
        self._of_event[id(event)] = row

    def number(self, event: Event | None) -> int:
        """Return the number of the row that shows *event*, or the rest of its call; 0 if none does."""
        if event is None:
            return 0
        row = self._of_event.get(id(event))
        if row is None and event.place.line:
            here = (event.thread, event.place.line)
            row = next((r for r in self.rows if (r.lane, r.line) == here and r.operation >= event.step), None)
        return 0 if row is None else row.number


def _raises_first(events: Sequence[Event]) -> Iterable[Event]:
    """Return *events* with each exception before the locks that it made its thread release on the way out."""
    ordered = list(events)
    for position, event in enumerate(ordered):
        if event.kind != "raise":
            continue
        target = position
        for earlier in range(position - 1, -1, -1):
            if ordered[earlier].thread != event.thread:
                continue
            if ordered[earlier].kind != "released" or ordered[earlier].place.line >= event.place.line:
                break
            target = earlier
        ordered.insert(target, ordered.pop(position))
    return ordered


class _RowMaker:
    """Turns events into words; remembers which calls have a row already."""

    def __init__(self) -> None:
        self._calls: dict[int, tuple[tuple[int, str, int], str]] = {}

    def text(self, event: Event) -> str:
        """Return what the row of *event* says, or "" if it has none."""
        kind = event.kind
        if kind in ("read", "write"):
            return _access(event)
        if kind == "print":
            return "prints " + (event.text if len(event.text) <= 30 else event.text[:27] + "...")  # noqa: PLR2004 a cell
        if kind == "sleep":
            return f"sleeps {event.text} s" if event.text != "0" else ""
        if kind == "start":
            return f"starts {thread_label(event.thing)}"
        if kind == "notify":
            return self._notify(event)
        if kind == "raise":
            return f"raises {event.text}"
        if kind == "network":
            return event.text
        return _PLAIN[kind] if kind in _PLAIN else self._lock(event)

    def _notify(self, event: Event) -> str:
        call = event.place.call
        if call not in ("Condition.notify", "Condition.notify_all"):
            return ""
        word = call.removeprefix("Condition.")
        if not event.names:
            return f"{word}: nobody waits"
        return f"{word}: wakes {' and '.join(event.names)}"

    def _lock(self, event: Event) -> str:
        place = event.place
        call = place.call
        if isinstance(event.thing, Call):
            return telling.waits(event.thing)
        if call in ("Condition.wait", "Condition.wait_for"):
            return self._in_condition_wait(event)
        if call in ("Condition.notify", "Condition.notify_all"):
            return ""
        if hasattr(event.thing, "joiners"):
            return f"waits for {thread_label(event.thing)} to end" if place.line else ""
        known = _CALLS.get(call)
        if known is not None:
            return self._known_call(event, *known)
        return _plain_lock(event)

    def _in_condition_wait(self, event: Event) -> str:
        place = event.place
        waiter = not any(
            inner.startswith(("_RLock", "Condition._acquire", "Condition._release")) for inner in place.inner
        )
        phase = self._phase(event)
        if event.kind == "blocked":
            if waiter and phase != "asleep":
                self._set_phase(event, "asleep")
                return f"waits on {place.receiver_name}, lets its lock go"
            return "is woken, waits for the lock"
        if event.kind == "timed-out":
            return "gives up waiting"
        if event.kind == "acquired" and phase == "asleep":
            self._set_phase(event, "woken")
            return ""
        if event.kind == "acquired" and phase == "woken":
            self._set_phase(event, "back")
            return "is awake, has the lock again"
        return ""

    def _known_call(self, event: Event, at_once: str, waiting: str) -> str:
        place = event.place
        phase = self._phase(event)
        item = short_value(place.arguments["item"]) if "item" in place.arguments else "an item"
        asleep = "Condition.wait" in place.inner
        if event.kind == "blocked":
            if not asleep or phase == "waiting":
                return ""
            self._set_phase(event, "waiting")
            return waiting.format(name=place.receiver_name, item=item)
        if event.kind == "timed-out":
            return "gives up waiting"
        if phase == "" and event.kind == "acquired":
            self._set_phase(event, "seen")
            return ""
        if event.kind == "released" and phase in ("seen", "waiting") and not asleep:
            self._calls.pop(event.thread, None)
            return at_once.format(name=place.receiver_name, item=item)
        return ""

    def _phase(self, event: Event) -> str:
        place = event.place
        key, phase = self._calls.get(event.thread, ((0, "", 0), ""))
        return phase if key == (place.call_id, place.call, place.line) else ""

    def _set_phase(self, event: Event, phase: str) -> None:
        place = event.place
        self._calls[event.thread] = ((place.call_id, place.call, place.line), phase)


def _access(event: Event) -> str:
    name = event.site.name
    if event.site.kind == kinds.CONTAINER:
        how = event.site.how
        if not how:
            return f"looks at {name}"
        return f"{how}(...)" if how.replace(".", "").replace("_", "").isalnum() else f"asks {how}"
    if event.site.kind == kinds.ITERATION:
        return f"goes through {name}"
    word = "reads" if event.kind == "read" else "writes"
    return f"{word} {name}" + (f" = {event.text}" if event.text else "")


def _plain_lock(event: Event) -> str:
    """Say what happens to a lock that the learner handles himself, directly or through a Condition or an RLock."""
    place = event.place
    if not place.line:
        return ""
    name = lock_name(place)
    if event.kind == "acquired":
        return f"takes {name}"
    if event.kind == "released":
        return f"releases {name}"
    if event.kind == "blocked":
        return f"waits for {name}: {event.names[0]} has it" if event.names else f"waits for {name}"
    if event.kind == "refused":
        return f"finds {name} taken"
    if event.kind == "timed-out":
        return f"gives up waiting for {name}"
    return ""


def lock_name(place: Place) -> str:
    """Return how the learner's line calls the lock that it takes or releases."""
    return place.receiver_name or _name_in_source(place)


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
