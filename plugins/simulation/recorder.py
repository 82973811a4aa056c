"""The recorder: what one schedule did, operation by operation, with the learner's line and the library call.

Attached to the machine only while a failing schedule is replayed; the search pays nothing for it. It looks (at frames,
at the values of variables) and never touches: a recorded replay makes exactly the choices of the plain one.
"""

from __future__ import annotations

import linecache
import os
import sys
import sysconfig
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType, MemberDescriptorType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.naming import describe, name_in_frame, short_value
from plugins.simulation.operations import PLAIN_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.simulation.machine import Machine
    from plugins.simulation.simthread import SimThread
    from plugins.simulation.world import World

ENGINE_FOLDER: Final = os.path.dirname(os.path.abspath(__file__)) + os.sep
_STDLIB: Final = sysconfig.get_path("stdlib") + os.sep
#: What a whole of which is shown as a value, where an access is to all of it.
_CONTAINERS: Final = (list, dict, set, deque)
#: Events kept; the front of a longer schedule is dropped, since the end is what a reader needs.
KEEP: Final = 50_000


@dataclass
class Place:
    """Where in the learner's code something happened.

    :ivar call: the outermost library function that the learner called there ("Condition.wait"), or "".
    :ivar receiver: what it was called on.
    :ivar receiver_name: that, as the learner wrote it.
    :ivar inner: all library functions between, outermost first.
    :ivar call_id: the same for all events of one call.
    :ivar instruction: the offset of the instruction in the learner's function; two of one line differ in it.
    """

    file: str = ""
    line: int = 0
    function: str = ""
    call: str = ""
    receiver: Any = None
    receiver_name: str = ""
    inner: tuple[str, ...] = ()
    call_id: int = 0
    instruction: int = -1
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The text of the line."""
        return linecache.getline(self.file, self.line).strip() if self.file else ""


@dataclass
class Event:
    """One thing that a thread did.

    :ivar kind: "read", "write", "acquired", "blocked", "released", "refused", "timed-out", "sleep", "print", "start",
        "end", "joined", "notify", "spurious", "spin", "raise", "network".
    :ivar text: a value, what was printed, a number of seconds; "try" of a lock that is taken without waiting for ever.
    :ivar thing: the lock, thread, or (owner, key) it is about.
    :ivar time: seconds of virtual time since the schedule began.
    :ivar passive: it happened to the thread while another one ran.
    :ivar origin: of a "raise", type, file and line of the exception; of a "released", those of the exception on whose
        way out it was.
    """

    step: int
    thread: int
    kind: str
    place: Place
    thing: Any = None
    text: str = ""
    site: Any = None
    names: list[str] = field(default_factory=list)
    label: str = ""
    time: float = 0.0
    passive: bool = False
    origin: tuple[str, str, int] | None = None


class Recorder:
    """Collects the events of one schedule.

    :ivar overflowed: there were more events than wanted, so the recorder has taken itself off.
    """

    def __init__(self, world: World, *, most: int | None = None) -> None:
        """:param most: how many events are wanted at most; None for any number."""
        self.overflowed = False
        self._most = KEEP if most is None else most
        self._ends = most is not None
        self._machine: Machine = world.machine
        self._locator = Locator(world)
        self.events: list[Event] = []
        self.last_holder: dict[int, Event] = {}
        self._written: tuple[Event, object, object] | None = None

    # -- called by the machine and the floor -----------------------------------------------------------------------

    def access(self, write: bool, owner: object, key: object, site: Any) -> None:
        """Note an access; a written value is looked up when the next event comes, since nothing happens between."""
        self._settle()
        event = self._add("write" if write else "read", (owner, key), site=site)
        if write:
            self._written = (event, owner, key)
        else:
            event.text = peek(owner, key)

    def acquired(self, lock: Any) -> None:
        """Note that the running thread took *lock*."""
        event = self._add("acquired", lock)
        if sys._getframe(2).f_code.co_name == "_try":
            event.text = "try"
        lock.since = event

    def released(self, lock: Any) -> None:
        """Note that *lock* was released."""
        event = self._add("released", lock)
        error = sys.exc_info()[1]
        if error is not None:
            event.origin = self._origin_of(error)

    def blocked(self, thing: Any) -> None:
        """Note that the running thread waits for *thing*, a lock or a thread."""
        event = self._add("blocked", thing)
        holder = getattr(thing, "holder", None)
        if holder is not None:
            event.names = [thread_label(holder)]

    def network(self, text: str, thing: Any) -> None:
        """Note what the running thread has done in the network, in words."""
        self._add("network", thing, text=text)

    def joined(self, thread: SimThread) -> None:
        """Note that the running thread knows that *thread* has ended."""
        self._add("joined", thread)

    def overtaken(self, thread: SimThread, lock: Any) -> None:
        """Note that *thread*, which was about to take *lock*, must wait now: the running thread was first."""
        assert thread.greenlet is not None
        place = self._locator.locate(thread.greenlet.gr_frame, lock)
        me = self._machine.current
        names = [] if me is None else [thread_label(me)]
        self._of(thread, "blocked", place, lock, passive=True).names = names

    def refused(self, lock: Any) -> None:
        """Note that a non-blocking acquire found *lock* held."""
        self._add("refused", lock)

    def timed_out(self, lock: Any) -> None:
        """Note that a timed acquire gave up."""
        self._add("timed-out", lock)

    def sleeping(self, seconds: float) -> None:
        """Note a sleep."""
        self._add("sleep", None, text=f"{seconds:g}")

    def printing(self) -> Event:
        """Note a print; what it writes is known when it is over."""
        return self._add("print", None)

    def started(self, thread: SimThread) -> None:
        """Note that *thread* was started."""
        self._add("start", thread)

    def ended(self, thread: SimThread) -> None:
        """Note that *thread* came to its end."""
        self._settle()
        if thread.internal:
            return
        self._of(thread, "end", Place(), thread)

    def woken_spuriously(self, thread: SimThread) -> None:
        """Note that *thread*, which sleeps in Condition.wait, wakes up although nobody has sent a notify."""
        assert thread.greenlet is not None
        place = self._locator.locate(thread.greenlet.gr_frame, thread.wants)
        self._of(thread, "spurious", place, place.receiver, passive=True)

    def raised(self, thread: SimThread | None, error: BaseException) -> None:
        """Note that *thread* ends with *error*, at the line of the learner's where it was raised."""
        self._settle()
        event = self._of(thread, "raise", self._raised_at(error), None)
        event.text = type(error).__name__
        event.origin = self._origin_of(error)

    def spinning(self, site: Any) -> None:
        """Note the loop that the machine gave up on."""
        self._add("spin", None, site=site)

    def finish(self) -> None:
        """Look up what is still open."""
        self._settle()

    # -- semantic events -------------------------------------------------------------------------------------------

    @contextmanager
    def watching(self, threading: ModuleType) -> Iterator[None]:
        """Note each notify too, with whom it woke: a notify that finds nobody does nothing that the floor could see."""
        condition = threading.Condition
        original: Callable[..., Any] = condition.notify

        def notify(self_: Any, n: int = 1) -> None:
            # Its lock was taken by the one who waits: whoever does not sleep on it (not yet, or its time is over)
            # stands in the row all the same, and a notify may be spent on it.
            waiting = [thread_label(waiter.holder) for waiter in list(self_._waiters) if waiter.holder]
            # Where a notify may wake anybody, it returns whom it woke.
            woken: Any = original(self_, n)
            if not self._machine.ending:
                event = self._add("notify", self_)
                event.names = waiting[:n] if woken is None else woken
                if not event.place.call:
                    event.place.call = "Condition.notify"
                    event.place.receiver = self_
                    event.place.receiver_name = self._locator.name_here(self_, sys._getframe(1))

        condition.notify = notify
        try:
            yield
        finally:
            condition.notify = original

    # -- inside ----------------------------------------------------------------------------------------------------

    def _add(self, kind: str, thing: Any, *, text: str = "", site: Any = None, names: list[str] | None = None) -> Event:
        self._settle()
        current = self._machine.current
        place = self._locator.locate(sys._getframe(2), thing)
        event = Event(
            self._machine.steps,
            0 if current is None else current.index,
            kind,
            place,
            thing,
            text,
            site,
            names or [],
            thread_label(current),
            self._machine.now,
        )
        self.events.append(event)
        if len(self.events) > self._most:
            if self._ends:
                self.overflowed = True
                self._machine.recorder = None
            else:
                del self.events[: KEEP // 2]
        return event

    def _of(self, thread: SimThread | None, kind: str, place: Place, thing: Any, *, passive: bool = False) -> Event:
        """Note what *thread*, whether it runs or not, came to."""
        machine = self._machine
        index = 0 if thread is None else thread.index
        event = Event(machine.steps, index, kind, place, thing, label=thread_label(thread), time=machine.now)
        event.passive = passive
        self.events.append(event)
        return event

    def _raised_at(self, error: BaseException) -> Place:
        """Return the innermost line of the program's that *error* has come from."""
        place = Place()
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            inside = self._locator.is_engine(code) or self._locator.is_library(code)
            # In pytest.raises an assertion fails, but it is the spec's.
            if not inside and not (place.line and "site-packages" in code.co_filename):
                place = Place(code.co_filename, trace.tb_lineno, code.co_qualname)
            trace = trace.tb_next
        return place

    def _origin_of(self, error: BaseException) -> tuple[str, str, int]:
        """Return what tells *error* from others in one thread: its type, and the file and line where it was raised."""
        place = self._raised_at(error)
        return type(error).__name__, place.file, place.line

    def _settle(self) -> None:
        if self._written is not None:
            event, owner, key = self._written
            self._written = None
            event.text = peek(owner, key)


class Locator:
    """Finds the learner's line and library call that a frame belongs to."""

    def __init__(self, world: World) -> None:
        self._hidden = (ENGINE_FOLDER, "<frozen", *world.hidden_roots)
        self._is_learners = world.is_learners
        self._is_library: dict[str, bool] = {}
        for module in world.library.modules.values():
            file = getattr(module, "__file__", None)
            if file:
                self._is_library[file] = True

    def is_engine(self, code: CodeType) -> bool:
        """Return whether *code* belongs to the simulation, or to helpers that reports look through."""
        return code.co_filename.startswith(self._hidden)

    def is_library(self, code: CodeType) -> bool:
        """Return whether *code* belongs to the standard library, and is not looked at as the program's own."""
        file = code.co_filename
        known = self._is_library.get(file)
        if known is None:
            known = file.startswith(_STDLIB) and "site-packages" not in file and not self._is_learners("", file)
            self._is_library[file] = known
        return known

    def name_here(self, thing: Any, frame: FrameType | None) -> str:
        """Return how the learner's code that is running calls *thing*."""
        while frame is not None and (self.is_library(frame.f_code) or self.is_engine(frame.f_code)):
            frame = frame.f_back
        return describe(thing) if frame is None else name_in_frame(thing, frame)

    def locate(self, frame: FrameType | None, thing: Any = None) -> Place:
        """Return the place of the innermost learner's frame at or outside *frame*, and how it calls *thing*."""
        inner: list[str] = []
        outermost: FrameType | None = None
        while frame is not None:
            code = frame.f_code
            if self.is_library(code):
                inner.append(code.co_qualname)
                outermost = frame
            elif not self.is_engine(code):
                break
            frame = frame.f_back
        if frame is None:
            place = Place(inner=tuple(reversed(inner)))
            if inner:
                place.call = inner[-1]
            return place
        place = Place(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_qualname, inner=tuple(reversed(inner)))
        place.instruction = frame.f_lasti
        if outermost is None:
            if hasattr(thing, "pending"):
                place.receiver_name = name_in_frame(thing, frame)
        else:
            arguments = dict(outermost.f_locals)
            place.call = outermost.f_code.co_qualname
            place.receiver = arguments.pop("self", None)
            place.receiver_name = name_in_frame(place.receiver, frame)
            place.call_id = id(outermost)
            place.arguments = arguments
        return place


def peek(owner: object, key: object) -> str:
    """Return a variable's value as a short text, without running any of the program's code; "" if there is none."""
    kind = type(owner)
    if key is None:
        return short_value(owner) if kind in _CONTAINERS else ""
    try:
        if kind.__name__ == "cell" and hasattr(owner, "cell_contents"):
            return short_value(owner.cell_contents)
        if kind is dict or issubclass(kind, dict):
            # Neither `__missing__` nor the `__eq__` of a key may run.
            own: dict[Any, Any] = owner  # type: ignore[assignment]  # a kind of dict
            return short_value(dict.get(own, key)) if type(key) in PLAIN_KEYS and dict.__contains__(own, key) else ""
        if kind in (list, tuple):
            return short_value(owner[key])  # type: ignore[index]  # an index, by how it was noted
        if issubclass(kind, ModuleType):
            return short_value(vars(owner)[str(key)])
        attributes = object.__getattribute__(owner, "__dict__")
        if key in attributes:
            return short_value(attributes[key])
        descriptor = getattr(kind, str(key), None)
        if isinstance(descriptor, MemberDescriptorType):
            return short_value(descriptor.__get__(owner, kind))
    except (LookupError, AttributeError, TypeError, ValueError):
        return ""
    return ""


def thread_label(thread: SimThread | None) -> str:
    """Return what the lanes call *thread*; None is the main thread, outside a run."""
    from plugins.simulation.world import thread_name

    return thread_name(thread)
