"""How a thread comes to the machine with a call to the network, waits in it and is woken.

A call knows when it is possible. While it is not, its thread is not runnable, as one that waits for a lock is not, and
nothing spins. Whoever changes a resource says so, and the machine asks those who wait there again.

A thread that waits *in* a call keeps the socket open that it waits for, as the kernel does: closing it under that
thread wakes nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import _
from plugins.simulation.machine import Machine, Unwind
from plugins.simulation.network.order import USE
from plugins.simulation.network.ports import Ports
from plugins.simulation.operations import CALL

if TYPE_CHECKING:
    from plugins.simulation.floor import Floor
    from plugins.simulation.network.files import OpenFile
    from plugins.simulation.network.opening import OpenSocket
    from plugins.simulation.network.wire import End, Listener, Resource
    from plugins.simulation.operations import Operation
    from plugins.simulation.simthread import SimThread

Footprint = Callable[["Call"], "tuple[Operation, ...]"]

#: Whether sends may reach the other side in two pieces, and take less than they are given.
PIECES: Final = "pieces"
WHOLE: Final = "whole"
NETWORKS: Final = (PIECES, WHOLE)


class Call:
    """A call that a thread makes.

    :ivar kind: "recv", "send", "accept", "connect", "select", or what it does at once ("close").
    :ivar resources: what it is about; the first is what it is mainly about.
    :ivar ready: whether it would go through now.
    :ivar footprint: what it would come to now, for exhaustive search; see `order`.
    :ivar wanted: what it would be about if it was possible, if it is possible never.
    :ivar timeout: seconds of patience, 0 for none, None for ever.
    :ivar socket: what it is called on.
    :ivar entered: its thread waits in it.
    :ivar end: the end of a connection, or the listener, that it is about.
    """

    __slots__ = (
        "end",
        "entered",
        "footprint",
        "kind",
        "ready",
        "resources",
        "socket",
        "thread",
        "timeout",
        "wanted",
    )

    def __init__(
        self,
        kind: str,
        resources: Sequence[Resource],
        ready: Callable[[], bool],
        footprint: Footprint,
        *,
        wanted: tuple[Operation, ...] = (),
        timeout: float | None = None,
        socket: OpenFile | None = None,
        end: End | Listener | None = None,
    ) -> None:
        self.kind = kind
        self.resources = resources
        self.ready = ready
        self.footprint = footprint
        self.wanted = wanted
        self.timeout = timeout
        self.socket = socket
        self.entered = False
        self.end = end
        self.thread: SimThread | None = None

    @property
    def blocking(self) -> bool:
        """Whether it is run only when it goes through: it has patience left."""
        thread = self.thread
        if self.timeout is None:
            return True
        return thread is not None and thread.due is not None and not thread.may_time_out

    @property
    def possible(self) -> bool:
        """Whether its thread can go on: it goes through, or its socket was closed before it began to wait."""
        return self.ready() or (not self.entered and self.socket is not None and not self.socket.references)

    def operations(self) -> tuple[Operation, ...]:
        """Return what it would come to now."""
        return self.footprint(self)


def always() -> bool:
    """Return True: the call never waits."""
    return True


class Network:
    """The network of one machine.

    :ivar pieces: sends may reach the other side in two pieces.
    :ivar default_timeout: of new sockets, as `socket.setdefaulttimeout` says.
    :ivar files: the open sockets by their file descriptors.
    :ivar was_used: a socket was made in this schedule.
    :ivar came_in_pieces: a receive got only the first of the two pieces that one send was made in.
    :ivar generation: counts the schedules, so that what is left of an earlier one is known.
    """

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.machine: Machine = floor.machine
        self.pieces = True
        self.was_used = self.came_in_pieces = False
        self.default_timeout: float | None = None
        self.files: dict[int, OpenSocket] = {}
        self.generation = 0
        self.ports = Ports(self)
        self._connections: dict[int, int] = {}
        self._descriptors: dict[int, int] = {}

    def reset(self) -> None:
        """Forget what the last schedule left."""
        self.generation += 1
        self.was_used = self.came_in_pieces = False
        self.default_timeout = None
        self.files.clear()
        self.ports = Ports(self)
        self._connections.clear()
        self._descriptors.clear()

    @property
    def me(self) -> SimThread | None:
        """The running thread; None outside a run."""
        return self.machine.current

    def new_descriptor(self) -> int:
        """Return a new file descriptor: each thread numbers its own, so that the order among threads does not show."""
        self.was_used = True
        index = 0 if self.me is None else self.me.index
        count = self._descriptors[index] = self._descriptors.get(index, -1) + 1
        return FIRST_DESCRIPTOR + index * DESCRIPTORS + count

    def connections_of(self, thread: SimThread | None) -> int:
        """Return the how-manieth connection it is that *thread* makes now, from 1."""
        index = 0 if thread is None else thread.index
        count = self._connections[index] = self._connections.get(index, 0) + 1
        return count

    def perform(self, call: Call) -> bool:
        """Wait until *call* is possible, and let others go on before; return whether it goes through.

        If not, its patience is over or its socket was closed.
        """
        machine = self.machine
        me = machine.current
        if me is None:
            if call.timeout is None and not call.ready():
                msg = _("{call} would wait, and no program runs that could end that", call=call.kind)
                raise RuntimeError(msg)
            return call.ready()
        if machine.ending:
            raise Unwind
        call.thread = me
        me.wants = call
        for resource in call.resources:
            resource.calls.append(call)
        if call.timeout:
            machine.set_timer(call.timeout)
        operation = (CALL, call.resources[0] if call.resources else self, None)
        try:
            if machine.systematic:
                self._enter(call)
            elif not call.possible:
                # Somebody may close it before.
                machine.point(operation)
            if call.timeout == 0 or call.possible:
                machine.point(operation)
            else:
                self._wait(call, me, operation)
        finally:
            for resource in call.resources:
                resource.calls.remove(call)
            me.wants = None
            through = call.ready()
            machine._settle_timer(me, timed_out=not through)
        if call.timeout and not through and call.kind != "select":
            self.tell("gives up waiting", call)
        return through

    def _wait(self, call: Call, me: SimThread, operation: Operation) -> None:
        machine = self.machine
        self._enter(call)
        if not me.may_time_out:
            machine.runnable.remove(me)
        if machine.recorder is not None:
            machine.recorder.blocked(call)
        machine.block(operation)

    def _enter(self, call: Call) -> None:
        """Keep the socket of *call* open while it lasts."""
        if not call.entered and call.socket is not None:
            call.entered = True
            call.socket.waiters += 1

    def use(self, socket: OpenFile) -> None:
        """Let systematic strategies know that *socket* is used; others may have closed it."""
        self.machine.note((USE, socket, None))

    def changed(self, *resources: Resource) -> None:
        """Let those go on who wait for one of *resources* and now can, and hold back those who no longer can."""
        machine = self.machine
        if machine.current is None or machine.ending:
            return
        runnable = machine.runnable
        for resource in resources:
            for call in resource.calls:
                thread = call.thread
                if thread is None or thread is machine.current:
                    continue
                if call.possible:
                    if thread not in runnable:
                        runnable.append(thread)
                elif call.timeout != 0 and not thread.may_time_out and thread in runnable:
                    runnable.remove(thread)
                    if machine.recorder is not None:
                        machine.recorder.overtaken(thread, call)

    def progress(self) -> None:
        """Note that the program has got somewhere."""
        self.machine.progress_step = self.machine.steps

    def tell(self, text: str, thing: Any = None) -> None:
        """Note for a report what the running thread has done."""
        recorder = self.machine.recorder
        if recorder is not None and self.machine.current is not None and not self.machine.ending:
            recorder.network(text, thing)


#: File descriptors count from here: no real one is so high, so none is mistaken for another.
FIRST_DESCRIPTOR: Final = 10_000
#: So many each thread has, before they are another's.
DESCRIPTORS: Final = 1_000
