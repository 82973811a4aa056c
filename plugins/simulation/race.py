"""The race detector: finds a read-modify-write that another thread's write can come between, in one run.

Happens-before is kept in vector clocks (Lamport; Mattern 1989) and accesses as epochs, as in FastTrack (Flanagan and
Freund, PLDI 2009). Every edge comes from the primitives: releasing a lock is before taking it next, starting a thread
is before its first step, its last step before the return of a join. Condition, Queue, Event, Barrier, Semaphore,
Future and Timer are library code on top of locks, so hand-over through them needs nothing more.

Two findings make a lost update:

- *seen*: between a thread's read and the write that it computes from it, another thread wrote;
- *possible*: another thread's write is neither before the read nor after the write by any edge, so that it can come
  between in another schedule.

A plain flag that one thread sets and another polls is no read-modify-write and no finding: on CPython a single load
or store is whole. A read that ends a `while` loop is an edge too, from the write that it sees: the loop waited for
it. Who takes something out of a container has it from those who put something in: that is an edge, as long as it is
one call of the container. A value computed from itself is one (the rewriting finds out which write is computed from
which read).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plugins.simulation.operations import PLAIN_KEYS, identity
from plugins.simulation.rewrite_site import CONTAINER
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from plugins.simulation.simthread import SimThread

#: Methods of containers that take something out.
_TAKE_OUT: Final = (".pop", ".popleft", ".popitem")


class Access(NamedTuple):
    """One access, as evidence."""

    thread: int
    step: int
    site: Any


class LostUpdate(NamedTuple):
    """Evidence of a lost update.

    :ivar read: where the value was read.
    :ivar write: where the value computed from it was written.
    :ivar other: the write of another thread that came, or can come, between.
    :ivar seen: it did come between in this schedule.
    """

    read: Access
    write: Access
    other: Access
    seen: bool
    variable: tuple[int, Any]


class _Variable:
    """The last accesses to one variable."""

    __slots__ = (
        "open_reads",
        "owner",
        "rmw_read",
        "version",
        "write_clock",
        "write_site",
        "write_step",
        "write_thread",
        "write_vector",
    )

    def __init__(self, owner: object) -> None:
        self.owner = owner  # kept, so that its id is not given to another object within the schedule
        self.version = 0
        self.write_thread = -1
        self.write_clock = 0
        self.write_step = 0
        self.write_site: Any = None
        #: What the last writer knew, for a thread that polls the variable and so finds out that it was written.
        self.write_vector: list[int] | None = None
        #: If the last write was a read-modify-write: (step, site) of its read.
        self.rmw_read: tuple[int, Any] | None = None
        #: Reads that a write may yet be computed from: (thread, rmw id) -> (version, step, site, knew the last write).
        self.open_reads: dict[tuple[int, int], tuple[int, int, Any, bool]] = {}


class RaceDetector:
    """Watches the accesses of one schedule.

    :ivar found: the first finding, one that was seen before one that is possible.
    """

    def __init__(self) -> None:
        self.found: LostUpdate | None = None
        self._variables: dict[Any, _Variable] = {}

    def reset(self) -> None:
        """Forget the last schedule."""
        self.found = None
        self._variables.clear()

    def let_go(self) -> None:
        """Forget the variables, and so the objects that hold them; what was found stays."""
        self._variables.clear()

    def access(self, thread: SimThread, step: int, write: bool, owner: object, key: Any, site: Any) -> None:
        """Note one access by *thread* in *step*; see `Machine.access`."""
        if self.found is not None and self.found.seen:
            # No later finding could take its place.
            return
        if type(key) not in PLAIN_KEYS:
            key = _plain(key)
        name = (identity(owner), key)
        variable = self._variables.get(name)
        if variable is None:
            variable = self._variables[name] = _Variable(owner)
        index, clock = thread.index, thread.clock
        writer = variable.write_thread
        if not write:
            if site.polled and writer != index and variable.write_vector is not None:
                merge(clock, variable.write_vector)
            if site.rmw:
                known = writer in (index, -1) or _knows(clock, writer, variable.write_clock)
                variable.open_reads[index, site.rmw] = (variable.version, step, site, known)
            return
        rmw_read = None
        if site.rmw and (opened := variable.open_reads.pop((index, site.rmw), None)) is not None:
            version, read_step, read_site, known = opened
            rmw_read = (read_step, read_site)
            if writer != index and version != variable.version:
                self._find(variable, Access(index, read_step, read_site), Access(index, step, site), name, seen=True)
            elif not known and self.found is None:
                self._find(variable, Access(index, read_step, read_site), Access(index, step, site), name, seen=False)
        elif (
            variable.rmw_read is not None
            and self.found is None
            and writer != index
            and not _knows(clock, writer, variable.write_clock)
        ):
            read = Access(writer, *variable.rmw_read)
            update = Access(writer, variable.write_step, variable.write_site)
            self.found = LostUpdate(read, update, Access(index, step, site), seen=False, variable=name)
        before = variable.write_vector
        if before is not None and site.kind == CONTAINER and writer != index and site.how.endswith(_TAKE_OUT):
            merge(thread.clock, before)
        variable.version += 1
        variable.write_thread = index
        variable.write_clock = clock[index]
        variable.write_vector = clock.copy()
        if before is not None and site.kind == CONTAINER:
            merge(variable.write_vector, before)
        clock[index] += 1
        variable.write_site = site
        variable.write_step = step
        variable.rmw_read = rmw_read

    def _find(self, variable: _Variable, read: Access, write: Access, name: tuple[int, Any], *, seen: bool) -> None:
        other = Access(variable.write_thread, variable.write_step, variable.write_site)
        self.found = LostUpdate(read, write, other, seen, name)


def _knows(clock: list[int], thread: int, count: int) -> bool:
    """Return whether the event *count* of *thread* happened before the owner of *clock* got here."""
    return thread < len(clock) and clock[thread] >= count


def _plain(key: Any) -> Any:
    """Return something hashable that stands for *key*, without running the program's own `__hash__`."""
    if type(key) is tuple and all(type(part) in PLAIN_KEYS for part in key):
        return key
    return ("object", identity(key))
