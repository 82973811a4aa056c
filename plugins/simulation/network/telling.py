"""What a reader is told of the network: of calls that wait, and of what went wrong in one."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from plugins.simulation.language import N_, _
from plugins.simulation.network.wire import End, Listener

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Call

#: Said where a receive got only the first piece of what one send had sent.
IN_PIECES: Final = N_(
    "One recv got only the first part of what one call had sent: TCP carries bytes, not messages, and they may arrive "
    "in pieces. `--network whole` leaves that out."
)

_RULES: Final = {
    errno.EADDRINUSE: N_(
        "A port has one listener at a time, and the system keeps it for a minute after a connection that the server "
        "ended first. Who has it here? And what does SO_REUSEADDR allow?"
    ),
    errno.ECONNREFUSED: N_(
        "Nobody listened at this port at that moment. What has to be done before somebody can connect, and how does "
        "the client know that it is done?"
    ),
    errno.ECONNRESET: N_(
        "The other side closed its end before it had received everything. Who left too early, and has this "
        "conversation a way to go on, or to end?"
    ),
    errno.EPIPE: N_("Something was sent to a side that is gone. How does one find out that the other side has left?"),
    errno.EBADF: N_("This socket was closed before. Who closed it, and does everybody know who may?"),
    errno.ENOTCONN: N_("This socket has no connection (any more). Which line makes one, and which line ends it?"),
    errno.EINVAL: N_(
        "The listener was shut down, or it never listened. Which line ends it, and who still waits there?"
    ),
    errno.EAGAIN: N_(
        "A socket that does not wait says so where it would have to. Who set that, and when is it worth asking?"
    ),
}


def rule_of(error: OSError) -> str:
    """Return what to think about after *error*; "" if it is not the network's."""
    if isinstance(error, TimeoutError) and error.errno is None:
        return _("A timeout says how long somebody waited, and nothing about the other side. What should happen then?")
    rule = _RULES.get(error.errno or 0, "")
    return _(rule) if rule else ""


def waits(call: Call) -> str:
    """Return what the row of a call says that begins to wait."""
    end = call.end
    if isinstance(end, Listener):
        if call.kind == "accept":
            return _("waits for a client")
        return _("waits to be connected: too many wait already")
    if isinstance(end, End):
        if call.kind == "recv":
            return _("waits to hear from {other}", other=end.other)
        return _("waits: {other} has to receive first", other=end.other)
    return _("waits until a socket is ready")


def waits_at_length(call: Call, thread: str, where: str) -> str:
    """Return the sentence about *thread*, which waits for ever in a call, without its full stop.

    :param where: in brackets, or "".
    """
    end = call.end
    if isinstance(end, Listener):
        if call.kind == "accept":
            return _("{thread} waits in accept for a client{where}", thread=thread, where=where)
        return _(
            "{thread} waits to be connected: {count} wait to be accepted, and no more may{where}",
            thread=thread,
            count=len(end.waiting),
            where=where,
        )
    if isinstance(end, End):
        other = other_side(end)
        if call.kind == "recv":
            return _("{thread} waits in recv to hear from {other}{where}", thread=thread, other=other, where=where)
        return _(
            "{thread} waits in send until {other} has received some of the {count:,} bytes before{where}",
            thread=thread,
            other=other,
            count=len(end.outgoing.data),
            where=where,
        )
    return _("{thread} waits in select until a socket is ready{where}", thread=thread, where=where)


def other_side(end: End) -> str:
    """Return what the other side of a connection is called in a sentence."""
    return _("the server at {port}", port=end.other) if end.is_client else end.other


def name_of_port(port: int) -> str:
    """Return what a client calls the other side."""
    return _("port {port}", port=port)


def name_of_client(thread: str, count: int) -> str:
    """Return what a server calls the other side, whose thread makes its connection number *count*."""
    return thread if count == 1 else _("{thread} (connection {count})", thread=thread, count=count)
