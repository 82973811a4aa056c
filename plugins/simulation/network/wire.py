"""What lies between two sockets: bytes on their way, connections that wait to be accepted.

Nothing here waits or chooses: each method is what happens in one step, once it can. What the kernel would do in between
(handshakes, acknowledgements) has always been done.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Call
    from plugins.simulation.simthread import SimThread

#: Bytes that each of two ends keeps for the other, unless it is told otherwise (`SO_SNDBUF`, `SO_RCVBUF`).
BUFFER: Final = 64 * 1024
#: In each direction of a connection so many sends may reach the other side in two pieces.
MOST_CUTS: Final = 2


class Resource:
    """Something that threads wait for.

    :ivar calls: of threads that are about to use it or wait for it, in the order of coming.
    """

    __slots__ = ("__weakref__", "calls")

    def __init__(self) -> None:
        self.calls: list[Call] = []


class Channel(Resource):
    """The bytes on their way from one end of a connection to the other.

    :ivar taken: how many bytes have been received.
    :ivar sent: how many have been sent; these two are places in the stream.
    :ivar finished: the sender has said its last.
    :ivar deaf: the receiver wants no more (`SHUT_RD`), but takes what comes.
    :ivar dropped: the receiver is gone, and whatever comes is lost.
    :ivar cuts: how many sends were made in two steps.
    :ivar cut: the place in the stream where a send is in the midst of its two steps; -1 if none is.
    :ivar changes: counts up with all that happens here.
    """

    __slots__ = (
        "capacity",
        "changes",
        "cut",
        "cuts",
        "data",
        "deaf",
        "dropped",
        "end_clock",
        "finished",
        "marks",
        "sent",
        "taken",
    )

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()
        self.capacity = 2 * BUFFER
        self.taken = self.sent = 0
        self.finished = self.deaf = self.dropped = False
        self.cut = -1
        self.cuts = self.changes = 0
        #: For each send: where in the stream it ended, and what its thread knew.
        self.marks: list[tuple[int, list[int]]] = []
        self.end_clock: list[int] = []

    @property
    def room(self) -> int:
        """How many bytes can be sent now."""
        return max(0, self.capacity - len(self.data))

    def put(self, data: bytes | memoryview, thread: SimThread | None) -> None:
        """Send *data*, for which there is room."""
        self.data += data
        self.sent += len(data)
        self.changes += 1
        if thread is not None:
            self.marks.append((self.sent, _told_by(thread)))

    def get(self, most: int, thread: SimThread | None, *, peek: bool = False) -> bytes:
        """Receive up to *most* of the bytes that are there; *thread* then knows what their senders knew.

        :param peek: leave them there.
        """
        data = bytes(self.data[:most])
        until = self.taken + len(data)
        before = self.taken
        for end, clock in self.marks:
            if thread is not None and before < until:
                merge(thread.clock, clock)
            before = end
        if not peek:
            del self.data[: len(data)]
            self.taken = until
            self.changes += 1
            self.marks = [mark for mark in self.marks if mark[0] > until]
        return data

    def deafen(self, thread: SimThread | None) -> None:
        """Let whoever receives see the end when nothing is left."""
        self.deaf = True
        self.changes += 1
        if thread is not None:
            merge(self.end_clock, _told_by(thread))

    def finish(self, thread: SimThread | None) -> None:
        """Say that no more will come."""
        self.finished = True
        self.changes += 1
        if thread is not None:
            merge(self.end_clock, _told_by(thread))


class End:
    """One end of a connection.

    :ivar error: what the next call finds out: the other side has broken the connection (an errno), or 0.
    :ivar broken: nothing can be sent any more.
    :ivar silent: this side has said its last.
    :ivar gone: this side was closed.
    :ivar first: this side said its last before the other one did.
    :ivar owner: the thread that it belongs to by its making: who connected, or who accepted.
    :ivar keeps: bytes of what it sends, and of what it receives, that wait on this side.
    :ivar local: the address that the other side has connected to; None for a pair.
    :ivar soon: the listener that has yet to accept it; None if there is none.
    :ivar other: what reports call the other side.
    :ivar is_client: it has connected to a port, which is what the other side is called by.
    """

    __slots__ = (
        "broken",
        "error",
        "first",
        "gone",
        "incoming",
        "is_client",
        "keeps",
        "local",
        "other",
        "outgoing",
        "owner",
        "peer",
        "silent",
        "soon",
    )

    def __init__(self, incoming: Channel, outgoing: Channel, owner: SimThread | None) -> None:
        self.incoming = incoming
        self.outgoing = outgoing
        self.owner = owner
        self.error = 0
        self.broken = self.silent = self.gone = self.first = False
        self.peer: End = self
        self.other = ""
        self.is_client = False
        self.keeps = (BUFFER, BUFFER)
        self.local: Any = None
        self.soon: Listener | None = None

    @property
    def has_input(self) -> bool:
        """Whether receiving would not wait."""
        incoming = self.incoming
        return bool(incoming.data or incoming.finished or incoming.deaf or self.error or self.broken)

    @property
    def takes_output(self) -> bool:
        """Whether sending would not wait."""
        return bool(self.outgoing.room or self.outgoing.dropped or self.silent or self.error or self.broken)

    @property
    def over(self) -> bool:
        """Whether both sides have said their last, or the connection is broken."""
        return self.broken or (self.silent and self.incoming.finished)

    def keep(self, sent: int, received: int) -> None:
        """Let so many bytes of what is sent, and of what is received, wait on this side."""
        self.keeps = (max(1, sent), max(1, received))
        self.outgoing.capacity = self.keeps[0] + self.peer.keeps[1]
        self.incoming.capacity = self.keeps[1] + self.peer.keeps[0]

    def take_error(self) -> int:
        """Return the error that waits to be told, which is told once; 0 if there is none."""
        error, self.error = self.error, 0
        return error

    def lose(self, error: int) -> None:
        """The other side has answered with a reset."""
        self.error = error
        self.broken = True
        self.incoming.changes += 1
        self.outgoing.changes += 1

    def say_no_more(self, thread: SimThread | None) -> None:
        """Send the end of the stream, once."""
        if not self.silent:
            self.silent = True
            self.first = not self.incoming.finished
            self.outgoing.finish(thread)

    def send_into_nothing(self) -> None:
        """Send to a side that is gone: it answers with a reset."""
        self.lose(errno.EPIPE if self.incoming.finished else errno.ECONNRESET)

    def close(self, thread: SimThread | None, *, reset: bool) -> None:
        """End the connection; what was not received makes the other side see a broken one.

        :param reset: break it in any case.
        """
        if self.gone:
            return
        self.gone = True
        self.incoming.dropped = True
        self.incoming.changes += 1
        peer = self.peer
        if reset or (self.incoming.data and not self.broken):
            if not peer.broken and not peer.gone:
                if thread is not None:
                    merge(self.outgoing.end_clock, _told_by(thread))
                peer.lose(errno.EPIPE if self.silent else errno.ECONNRESET)
            self.broken = True
        else:
            self.say_no_more(thread)


def connected_pair(one: SimThread | None, other: SimThread | None) -> tuple[End, End]:
    """Return both ends of a new connection."""
    there, back = Channel(), Channel()
    first, second = End(back, there, one), End(there, back, other)
    first.peer, second.peer = second, first
    return first, second


class Listener(Resource):
    """Connections that wait to be accepted.

    :ivar backlog: with more than so many waiting, others have to wait before they are connected.
    :ivar waiting: the ends that will be accepted, each with the address of the other one and what its thread knew.
    :ivar arrived: how many have come so far.
    :ivar accepted: how many were accepted so far.
    :ivar over: it was shut down.
    """

    __slots__ = ("accepted", "address", "arrived", "backlog", "clock", "over", "waiting")

    def __init__(self, backlog: int, address: tuple[Any, ...], thread: SimThread | None) -> None:
        super().__init__()
        self.backlog = backlog
        self.address = address
        self.waiting: list[tuple[End, tuple[Any, ...], list[int]]] = []
        self.arrived = self.accepted = 0
        self.over = False
        self.clock = [] if thread is None else _told_by(thread)

    @property
    def has_room(self) -> bool:
        """Whether one more can connect now."""
        return len(self.waiting) <= self.backlog

    def arrive(self, end: End, address: tuple[Any, ...], thread: SimThread | None) -> None:
        """Let *end* wait to be accepted."""
        if thread is not None:
            merge(thread.clock, self.clock)
        self.waiting.append((end, address, [] if thread is None else _told_by(thread)))
        end.soon = self
        self.arrived += 1

    def accept(self, thread: SimThread | None) -> tuple[End, tuple[Any, ...]]:
        """Return the first that waits, and the address that it has come from."""
        end, address, clock = self.waiting.pop(0)
        if thread is not None:
            merge(thread.clock, clock)
        end.soon = None
        end.owner = thread
        self.accepted += 1
        return end, address


def _told_by(thread: SimThread) -> list[int]:
    """Return what *thread* knows at this moment; what it does next is later."""
    clock = thread.clock.copy()
    thread.clock[thread.index] += 1
    return clock
