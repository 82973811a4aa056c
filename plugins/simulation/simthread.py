"""A thread of the simulated program, as the machine keeps it, and its vector clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenlet import greenlet

    from plugins.simulation.operations import Operation

#: Identifiers of simulated threads; like real ones they are large, unlike real ones always the same.
FIRST_IDENT: Final = 140_000_000_000_000


class SimThread:
    """A thread of the program.

    :ivar index: 0 for the main thread, then in the order of starting; the thread's name in tokens.
    :ivar clock: vector clock, an entry for each thread index seen so far.
    :ivar internal: it is the machine's own, no thread of the program.
    :ivar label: the name it had, once it has ended and its `library_thread` is no longer kept.
    :ivar wants: the object it is about to take or waits for (a lock, a thread), or None.
    :ivar operation: what it does when it goes on; only kept in systematic runs.
    :ivar started_at: how many choices had been made when it was started; only kept in systematic runs.
    :ivar may_time_out: it may go on although what it wants is not to be had.
    :ivar finished: its own code is over, so who joins it goes on; the main thread then still waits for the others.
    """

    __slots__ = (
        "body",
        "clock",
        "daemon",
        "due",
        "ended",
        "finished",
        "greenlet",
        "ident",
        "index",
        "internal",
        "joiners",
        "label",
        "library_thread",
        "locals",
        "may_time_out",
        "operation",
        "resume",
        "started",
        "started_at",
        "ticks",
        "timer",
        "wants",
    )

    def __init__(self, index: int, ident: int, body: Callable[[], None] | None) -> None:
        self.index = index
        self.ident = ident
        self.body = body
        self.daemon = False
        self.ended = False
        self.finished = False
        self.started = False
        self.internal = False
        self.greenlet: greenlet | None = None
        self.resume: Callable[[], Any] = _not_started
        self.wants: Any = None
        self.due: float | None = None
        self.timer = 0
        self.may_time_out = False
        self.joiners: list[SimThread] = []
        self.clock: list[int] = []
        self.library_thread: Any = None
        self.label = ""
        self.locals: list[Any] | None = None
        self.ticks = 0
        self.operation: Operation | None = None
        self.started_at: int | None = None

    def __repr__(self) -> str:
        return f"<SimThread {self.index} {self.label!r}>"


def _not_started() -> None:
    msg = "a simulated thread without a greenlet was resumed"
    raise AssertionError(msg)


def merge(clock: list[int], other: list[int]) -> None:
    """Make vector *clock* at least *other* in every entry."""
    if len(clock) < len(other):
        clock.extend([0] * (len(other) - len(clock)))
    for index, count in enumerate(other):
        if count > clock[index]:
            clock[index] = count
