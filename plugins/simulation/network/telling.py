"""What a reader is told of the network: of calls that wait, and of what went wrong in one."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from plugins.simulation.network.wire import End, Listener

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Call

#: Said where a receive got only the first piece of what one send had sent.
IN_PIECES: Final = (
    "One recv got only the first part of what one call had sent: TCP carries bytes, not messages, and they may arrive "
    "in pieces. `--network whole` leaves that out."
)

_RULES: Final = {
    errno.EADDRINUSE: (
        "A port has one listener at a time, and the system keeps it for a minute after a connection that the server "
        "ended first. Who has it here? And what does SO_REUSEADDR allow?"
    ),
    errno.ECONNREFUSED: (
        "Nobody listened at this port at that moment. What has to be done before somebody can connect, and how does "
        "the client know that it is done?"
    ),
    errno.ECONNRESET: (
        "The other side closed its end before it had received everything. Who left too early, and has this "
        "conversation a way to go on, or to end?"
    ),
    errno.EPIPE: "Something was sent to a side that is gone. How does one find out that the other side has left?",
    errno.EBADF: "This socket was closed before. Who closed it, and does everybody know who may?",
    errno.ENOTCONN: "This socket has no connection (any more). Which line makes one, and which line ends it?",
    errno.EINVAL: "The listener was shut down, or it never listened. Which line ends it, and who still waits there?",
    errno.EAGAIN: (
        "A socket that does not wait says so where it would have to. Who set that, and when is it worth asking?"
    ),
}


def rule_of(error: OSError) -> str:
    """Return what to think about after *error*; "" if it is not the network's."""
    if isinstance(error, TimeoutError) and error.errno is None:
        return "A timeout says how long somebody waited, and nothing about the other side. What should happen then?"
    return _RULES.get(error.errno or 0, "")


def waits(call: Call) -> str:
    """Return what the row of a call says that begins to wait."""
    end = call.end
    if isinstance(end, Listener):
        return "waits for a client" if call.kind == "accept" else "waits to be connected: too many wait already"
    if isinstance(end, End):
        other = end.names[0]
        return f"waits to hear from {other}" if call.kind == "recv" else f"waits: {other} has to receive first"
    return "waits until a socket is ready"


def waits_at_length(call: Call) -> str:
    """Return what a sentence says of a call that waits for ever, without who waits."""
    end = call.end
    if isinstance(end, Listener):
        if call.kind == "accept":
            return "waits in accept for a client"
        return f"waits to be connected: {len(end.waiting)} wait to be accepted, and no more may"
    if isinstance(end, End):
        if call.kind == "recv":
            return f"waits in recv to hear from {other_side(end)}"
        return f"waits in send until {other_side(end)} has received some of the {len(end.outgoing.data):,} bytes before"
    return "waits in select until a socket is ready"


def other_side(end: End) -> str:
    """Return what the other side of a connection is called in a sentence."""
    name = end.names[0]
    return f"the server at {name}" if name.startswith("port ") else name
