"""The autopsy: what each thread was waiting for when nobody could go on, before the threads are unwound.

`Autopsy.look` is called by the machine at the end of a recorded replay. It only reads: frames, locks, queues.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plugins.simulation.naming import describe
from plugins.simulation.network.calls import Call
from plugins.simulation.recorder import Event, Locator, Place, thread_label
from plugins.simulation.simthread import SimThread

if TYPE_CHECKING:
    from types import FrameType

    from plugins.simulation.world import World


@dataclass
class Waiting:
    """One thread that has not ended.

    :ivar kind: "join", "lock", "condition", "event", "semaphore", "get", "put", "queue-join", "barrier", "future",
        "recv", "send", "accept", "connect", "select", "exit" (the main thread, whose code has ended), "running" or
        "other".
    :ivar name: what it waits for, as the learner calls it.
    :ivar holder: the thread that has the lock it waits for; None where there is none.
    :ivar holder_since: the event of taking it.
    :ivar holder_ended: that thread has ended without releasing it.
    :ivar could_run: it was not blocked at all.
    :ivar calls: (file, function) of each call that it is in, outermost last.
    :ivar facts: numbers worth telling (a queue's size, a barrier's parties).
    """

    thread: SimThread
    label: str
    place: Place
    kind: str
    thing: Any = None
    name: str = ""
    holder: SimThread | None = None
    holder_since: Event | None = None
    holder_ended: bool = False
    could_run: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)


#: The outermost library function, and what waiting in it is called.
_KINDS = {
    "Event.wait": "event",
    "Semaphore.acquire": "semaphore",
    "Queue.get": "get",
    "Queue.put": "put",
    "Queue.join": "queue-join",
    "_PySimpleQueue.get": "get",
    "Barrier.wait": "barrier",
    "Future.result": "future",
    "Future.exception": "future",
    "wait": "future",
    "Condition.wait": "condition",
    "Condition.wait_for": "condition",
}


class Autopsy:
    """Looks at the threads that are left.

    :ivar waiting: one entry for each thread that has not ended.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._locator = Locator(world)
        self.waiting: list[Waiting] = []

    def look(self) -> None:
        """Fill `waiting`. Called in the hub, before the threads are unwound."""
        for thread in self._world.machine.threads:
            if thread.ended or thread.greenlet is None or thread.internal:
                continue
            frame = thread.greenlet.gr_frame if thread.started else None
            place = self._locator.locate(frame, thread.wants)
            self.waiting.append(self._describe(thread, place, frame))

    def _describe(self, thread: SimThread, place: Place, frame: FrameType | None) -> Waiting:
        waiting = Waiting(thread, thread_label(thread), place, "other", thread.wants, place.receiver_name)
        while frame is not None:
            waiting.calls.append((frame.f_code.co_filename, frame.f_code.co_qualname))
            frame = frame.f_back
        waiting.could_run = thread in self._world.machine.runnable
        wants = thread.wants
        if wants is None:
            waiting.kind = "running"
        elif isinstance(wants, SimThread):
            waiting.kind = "join" if place.line else "exit"
            waiting.name = thread_label(wants)
        elif isinstance(wants, Call):
            waiting.kind = wants.kind
        else:
            self._describe_lock(waiting, place, wants)
        return waiting

    def _describe_lock(self, waiting: Waiting, place: Place, lock: Any) -> None:
        in_wait = any(name in ("Condition.wait", "Condition.wait_for") for name in place.inner)
        kind = _KINDS.get(place.call, "")
        is_waiter = (
            in_wait and not any(name.startswith("_RLock") for name in place.inner) and lock.holder is waiting.thread
        )
        if kind and (is_waiter or kind != "condition") and in_wait:
            waiting.kind = kind
            waiting.thing = place.receiver
            self._count(waiting, place)
            return
        if in_wait and is_waiter:
            waiting.kind = "other"
            return
        waiting.kind = "lock"
        waiting.thing = lock
        if not waiting.name:
            waiting.name = describe(lock)
        waiting.holder = lock.holder
        waiting.holder_ended = lock.holder is not None and lock.holder.ended
        waiting.holder_since = lock.since if isinstance(lock.since, Event) else None

    def _count(self, waiting: Waiting, place: Place) -> None:
        """Note the numbers of a queue, a barrier, a semaphore."""
        receiver = place.receiver
        for name, attribute in (
            ("size", "queue"),
            ("unfinished", "unfinished_tasks"),
            ("capacity", "maxsize"),
            ("parties", "_parties"),
            ("arrived", "_count"),
            ("value", "_value"),
        ):
            value = getattr(receiver, "__dict__", {}).get(attribute)
            if value is not None:
                waiting.facts[name] = len(value) if hasattr(value, "__len__") else value
