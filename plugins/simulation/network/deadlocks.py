"""What a deadlock among sockets comes from: a finder for each kind, the most telling first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.blocked import labels
from plugins.simulation.finding import Finding
from plugins.simulation.language import _, ngettext
from plugins.simulation.network.calls import Call
from plugins.simulation.network.telling import other_side
from plugins.simulation.network.wire import End
from plugins.simulation.recorder import thread_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.recorder import Event
    from plugins.simulation.rows import Rows


def _ends(blocked: Sequence[Waiting], kind: str) -> list[tuple[Waiting, End]]:
    """Return who waits in a call of *kind* on one end of a connection, and on which."""
    found = []
    for one in blocked:
        call = one.thing
        if one.kind == kind and isinstance(call, Call) and isinstance(call.end, End):
            found.append((one, call.end))
    return found


def _unheard(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    """Somebody waits for an answer to what nobody has received."""
    del events, rows
    waiting = _ends(blocked, "recv")
    receiving = [end for _one, end in waiting]
    for one, end in waiting:
        unread = len(end.outgoing.data)
        if not unread or end.peer.soon is not None or end.peer in receiving or end.peer.gone:
            continue
        return Finding(
            ngettext(
                "{thread} waits for an answer, but nobody receives what it has sent: {count:,} byte lies in its "
                "connection, and no thread calls recv there.",
                "{thread} waits for an answer, but nobody receives what it has sent: {count:,} bytes lie in its "
                "connection, and no thread calls recv there.",
                unread,
                thread=one.label,
                count=unread,
            ),
            _(
                "Each client has a socket of its own. Which one does the thread use that should talk with this client, "
                "and where does it get it from?"
            ),
            first=[one],
        )
    return None


def _both_listen(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    receiving = _ends(blocked, "recv")
    for one, end in receiving:
        other = next((other for other, its in receiving if its is end.peer), None)
        if other is None or other is one:
            continue
        facts = [
            ngettext(
                "{thread} has sent {count:,} byte so far, and all of that was received.",
                "{thread} has sent {count:,} bytes so far, and all of that was received.",
                here.outgoing.sent,
                thread=name,
                count=here.outgoing.sent,
            )
            for name, here in ((one.label, end), (other.label, end.peer))
            if here.outgoing.sent
        ]
        return Finding(
            _(
                "{one} and {other} wait for each other: each waits in recv for something that the other one "
                "does not send.",
                one=one.label,
                other=other.label,
            ),
            _(
                "Who receives waits until something comes. Was all of it sent that the other side waits for, up to the "
                "mark that ends a message, or to the end of the stream?"
            ),
            facts,
            first=[one, other],
        )
    return None


def _both_send(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    sending = _ends(blocked, "send")
    for one, end in sending:
        other = next((other for other, its in sending if its is end.peer), None)
        if other is not None and other is not one:
            return Finding(
                _(
                    "{one} and {other} wait for each other: each has sent so much that no more fits in, and "
                    "neither receives.",
                    one=one.label,
                    other=other.label,
                ),
                _(
                    "A connection holds only so many bytes that nobody has received. Who of the two has to receive "
                    "before all is sent?"
                ),
                first=[one, other],
            )
    for one, end in sending:
        unread = len(end.outgoing.data)
        return Finding(
            ngettext(
                "{thread} waits in send: {count:,} byte that it has sent was not received, no more fit in, and {other} "
                "does not receive.",
                "{thread} waits in send: {count:,} bytes that it has sent were not received, no more fit in, and "
                "{other} does not receive.",
                unread,
                thread=one.label,
                count=unread,
                other=other_side(end),
            ),
            _(
                "A connection holds only so many bytes that nobody has received. Who should receive them, and what "
                "does that thread do instead?"
            ),
            first=[one],
        )
    return None


def _not_accepted(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    found = [one for one, end in _ends(blocked, "recv") if end.peer.soon is not None]
    if not found:
        return None
    return Finding(
        ngettext(
            "{threads} is connected and waits to hear something, but nobody has accepted this connection, and nobody "
            "will.",
            "{threads} are connected and wait to hear something, but nobody has accepted these connections, and nobody "
            "will.",
            len(found),
            threads=labels(found),
        ),
        _(
            "A client counts as connected before it is accepted. Which thread should call accept once more, and what "
            "does it do instead?"
        ),
        first=found,
    )


def _left_open(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    for one, end in _ends(blocked, "recv"):
        peer, other = end.peer, other_side(end)
        if peer.gone or peer.silent:
            continue
        facts = []
        if peer.owner is not None and all(peer.owner is not other.thread for other in blocked):
            owner = thread_label(peer.owner)
            facts = [_("{thread} has ended, and left its end of the connection open.", thread=owner)]
        return Finding(
            _(
                "{thread} waits in recv to hear more from {other}, which neither sends anything nor closes its end: "
                "nobody is left who would.",
                thread=one.label,
                other=other,
            ),
            _(
                "recv returns b'' when the other side has said its last, and not before. Which line says so, and on "
                "which way out is it passed by?"
            ),
            facts,
            first=[one],
        )
    return None


def _accept(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    found = [one for one in blocked if one.kind == "accept"]
    if not found:
        return None
    return Finding(
        ngettext(
            "{threads} waits in accept for a client, and nobody is left who could connect.",
            "{threads} wait in accept for a client, and nobody is left who could connect.",
            len(found),
            threads=labels(found),
        ),
        _(
            "A server that accepts again and again does not end by itself. Who tells it that no more clients come, and "
            "what wakes a thread that waits in accept?"
        ),
        first=found,
    )


def _connect(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    found = [one for one in blocked if one.kind == "connect"]
    if not found:
        return None
    return Finding(
        ngettext(
            "{threads} waits to be connected: as many clients as the backlog holds wait to be accepted, and nobody "
            "accepts them.",
            "{threads} wait to be connected: as many clients as the backlog holds wait to be accepted, and nobody "
            "accepts them.",
            len(found),
            threads=labels(found),
        ),
        _("listen(n) says how many may wait. Which thread should call accept, and what does it do instead?"),
        first=found,
    )


def _select(blocked: Sequence[Waiting], events: Sequence[Event], rows: Rows) -> Finding | None:
    del events, rows
    found = [one for one in blocked if one.kind == "select"]
    if not found:
        return None
    return Finding(
        ngettext(
            "{threads} waits until a socket is ready, and nobody is left who would connect, send or close.",
            "{threads} wait until a socket is ready, and nobody is left who would connect, send or close.",
            len(found),
            threads=labels(found),
        ),
        _(
            "A loop around select does not end by itself. Who tells it that it is over, and through which of the "
            "sockets that it watches?"
        ),
        first=found,
    )


FINDERS: Final = (_unheard, _both_listen, _both_send, _not_accepted, _left_open, _connect, _accept, _select)
