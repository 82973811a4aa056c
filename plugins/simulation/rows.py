"""From events to the rows of the lanes: each operation in words, one row for what a learner sees as one thing.

The floor sees locks; the learner wrote `with condition:` or `q.get()`. All events of one library call in one thread
make one row, and one more where the call had to wait. Rows are numbered 1, 2, 3, ...; sentences refer to these
numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation import rewrite_site as kinds
from plugins.simulation.language import N_, _
from plugins.simulation.learners import short_path
from plugins.simulation.naming import short_value
from plugins.simulation.network import telling
from plugins.simulation.network.calls import Call
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.story import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plugins.simulation.recorder import Place

#: Library calls by the method's qualified name: what is said when it is done, and while it has to wait.
_CALLS: Final = {
    "Event.set": (N_("sets {name}"), ""),
    "Event.clear": (N_("clears {name}"), ""),
    "Event.wait": ("", N_("waits: {name} is not set")),
    "Event.is_set": ("", ""),
    "Semaphore.acquire": (N_("takes a slot of {name}"), N_("waits for a slot of {name}")),
    "Semaphore.release": (N_("gives a slot of {name} back"), ""),
    "Semaphore.__exit__": (N_("gives a slot of {name} back"), ""),
    "BoundedSemaphore.release": (N_("gives a slot of {name} back"), ""),
    "Queue.get": (N_("takes {item} from {name}"), N_("waits: {name} is empty")),
    "Queue.put": (N_("puts {item} into {name}"), N_("waits: {name} is full")),
    "Queue.get_nowait": (N_("takes {item} from {name}"), ""),
    "Queue.put_nowait": (N_("puts {item} into {name}"), ""),
    "Queue.task_done": ("{name}.task_done()", ""),
    "Queue.join": ("", N_("waits in {name}.join()")),
    "Queue.qsize": ("", ""),
    "Queue.empty": (N_("asks if {name} is empty"), ""),
    "Queue.full": (N_("asks if {name} is full"), ""),
    "_PySimpleQueue.put": (N_("puts {item} into {name}"), ""),
    "_PySimpleQueue.get": (N_("takes {item} from {name}"), N_("waits: {name} is empty")),
    "Barrier.wait": (N_("arrives at {name}"), N_("waits at {name}")),
    "Future.result": ("", N_("waits for a result")),
    "ThreadPoolExecutor.submit": (N_("submits a task"), ""),
    "ThreadPoolExecutor.shutdown": ("", N_("waits for the pool to finish")),
}

#: What a call found that raised this exception of `queue`.
_REFUSALS: Final = {
    "Empty": N_("finds {name} empty"),
    "Full": N_("finds {name} full"),
    "ShutDown": N_("finds {name} shut down"),
}

#: What is said of events that are all told alike.
_PLAIN: Final = {
    "end": N_("ends"),
    "spin": N_("goes round this loop for ever"),
    "spurious": N_("wakes up, though nobody sent a notify"),
}


class Rows:
    """The rows of one schedule.

    :ivar rows: numbered from 1; a row's lane is the thread's index.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.rows: list[Step] = []
        self._of_event: dict[int, Step] = {}
        self._short: dict[str, str] = {}
        maker = _RowMaker()
        for event in raises_first(events):
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
        file = self._short.get(place.file)
        if file is None:
            file = self._short[place.file] = short_path(place.file) if place.file else ""
        row = Step(len(self.rows) + 1, event.thread, text, line, file, place.source, operation=event.step)
        self.rows.append(row)
        self._of_event[id(event)] = row

    def of(self, event: Event) -> Step | None:
        """Return the row that shows *event* itself, if one does."""
        return self._of_event.get(id(event))

    def number(self, event: Event | None) -> int:
        """Return the number of the row that shows *event*, or the rest of its call; 0 if none does."""
        if event is None:
            return 0
        row = self._of_event.get(id(event))
        if row is None and event.place.line:
            here = (event.thread, event.place.line)
            row = next((r for r in self.rows if (r.lane, r.line) == here and r.operation >= event.step), None)
        return 0 if row is None else row.number


def raises_first(events: Sequence[Event]) -> Iterable[Event]:
    """Return *events* with each exception before the locks that it made its thread release on the way out."""
    ordered = list(events)
    for position, event in enumerate(ordered):
        if event.kind != "raise":
            continue
        target = position
        for earlier in range(position - 1, -1, -1):
            if ordered[earlier].thread != event.thread:
                continue
            if ordered[earlier].kind != "released" or ordered[earlier].origin != event.origin:
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
            return _("prints {text}", text=event.text if len(event.text) <= 30 else event.text[:27] + "...")  # noqa: PLR2004 a cell
        if kind == "sleep":
            return _("sleeps {seconds} s", seconds=event.text) if event.text != "0" else ""
        if kind == "start":
            return _("starts {thread}", thread=thread_label(event.thing))
        if kind == "notify":
            return self._notify(event)
        if kind == "raise":
            return _("raises {error}", error=event.text)
        if kind == "network":
            return event.text
        if kind == "joined":
            return ""
        return _(_PLAIN[kind]) if kind in _PLAIN else self._lock(event)

    def _notify(self, event: Event) -> str:
        call = event.place.call
        if call not in ("Condition.notify", "Condition.notify_all"):
            return ""
        word = call.removeprefix("Condition.")
        if not event.names:
            return _("{notify}: nobody waits", notify=word)
        return _("{notify}: wakes {threads}", notify=word, threads=_(" and ").join(event.names))

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
            return _joins(event) if place.line else ""
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
                return _("waits on {name}, lets its lock go", name=place.receiver_name)
            return _("waits for its lock") if phase == "late" else _("is woken, waits for the lock")
        if event.kind == "timed-out":
            self._set_phase(event, "late")
            return _("gives up waiting")
        if event.kind == "acquired" and phase == "asleep":
            self._set_phase(event, "woken")
            return ""
        if event.kind == "acquired" and phase == "woken":
            self._set_phase(event, "back")
            return _("is awake, has the lock again")
        return ""

    def _known_call(self, event: Event, at_once: str, waiting: str) -> str:
        place = event.place
        phase = self._phase(event)
        item = short_value(place.arguments["item"]) if "item" in place.arguments else _("an item")
        asleep = "Condition.wait" in place.inner
        if event.kind == "blocked":
            if not asleep or phase == "waiting":
                return ""
            self._set_phase(event, "waiting")
            return _told(waiting, place, item)
        if event.kind == "timed-out":
            return _("gives up waiting")
        if phase == "" and event.kind == "acquired":
            self._set_phase(event, "seen")
            return ""
        if event.kind == "released" and phase in ("seen", "waiting") and not asleep:
            self._calls.pop(event.thread, None)
            if event.origin is not None and not event.origin[1]:
                # An exception that has passed no line of the program yet: the call itself raises it.
                refused = _REFUSALS.get(event.origin[0], "") if phase == "seen" else ""
                return _told(refused, place, item)
            if place.call == "Semaphore.acquire" and place.arguments.get("rc") is False:
                return _("finds no free slot of {name}", name=place.receiver_name) if phase == "seen" else ""
            return _told(at_once, place, item)
        return ""

    def _phase(self, event: Event) -> str:
        place = event.place
        key, phase = self._calls.get(event.thread, ((0, "", 0), ""))
        return phase if key == (place.call_id, place.call, place.line) else ""

    def _set_phase(self, event: Event, phase: str) -> None:
        place = event.place
        self._calls[event.thread] = ((place.call_id, place.call, place.line), phase)


def _told(text: str, place: Place, item: str) -> str:
    """Return *text* in the language in use, with the names in their places; "" stays so."""
    return _(text, name=place.receiver_name, item=item) if text else ""


def _access(event: Event) -> str:
    name = event.site.name
    if event.site.kind == kinds.CONTAINER:
        how = event.site.how
        if not how:
            return _("looks at {name}", name=name)
        return f"{how}(...)" if how.replace(".", "").replace("_", "").isalnum() else _("asks {what}", what=how)
    if event.site.kind == kinds.ITERATION:
        return _("goes through {name}", name=name)
    # Of an item whose key is no plain value, what was noted is the whole container.
    value = f" = {event.text}" if event.text and event.thing[1] is not None else ""
    if event.kind == "read":
        return _("reads {variable}", variable=name + value)
    return _("writes {variable}", variable=name + value)


def _joins(event: Event) -> str:
    """Say that somebody waits for a thread to end, or does not wait any longer."""
    if event.kind == "timed-out":
        return _("gives up waiting for {name}", name=thread_label(event.thing))
    return _("waits for {thread} to end", thread=thread_label(event.thing))


def _plain_lock(event: Event) -> str:
    """Say what happens to a lock that the learner handles himself, directly or through a Condition or an RLock."""
    place = event.place
    if not place.line:
        return ""
    name = lock_name(place)
    if event.kind == "acquired":
        return _("takes {name}", name=name)
    if event.kind == "released":
        return _("releases {name}", name=name)
    if event.kind == "blocked":
        return (
            _("waits for {name}: {thread} has it", name=name, thread=event.names[0])
            if event.names
            else _("waits for {name}", name=name)
        )
    if event.kind == "refused":
        return _("finds {name} taken", name=name)
    if event.kind == "timed-out":
        return _("gives up waiting for {name}", name=name)
    return ""


def lock_name(place: Place) -> str:
    """Return how the learner's line calls the lock that it takes or releases."""
    return place.receiver_name or _name_in_source(place) or _("a lock")


def is_named(place: Place) -> bool:
    """Return whether the learner's line has a name for the lock that it takes or releases."""
    return bool(place.receiver_name or _name_in_source(place))


def _name_in_source(place: Place) -> str:
    """Return the expression that is locked on this line, read from its text; "" if that is not plain."""
    source = place.source
    for start, end in (("with ", ":"), ("", ".acquire("), ("", ".release("), ("", ".locked(")):
        if source.startswith(start) and end in source:
            inside = source[len(start) : source.index(end)].strip().removeprefix("if ").removeprefix("while ").strip()
            inside = inside.removeprefix("not ").strip()
            if inside.replace(".", "").replace("_", "").replace("[", "").replace("]", "").isalnum():
                return inside
    return ""
