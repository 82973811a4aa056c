"""What a reader is told of calls that wait: in a row of the lanes, and in a sentence about a deadlock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.simulation.network.wire import End, Listener

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Call


def waits(call: Call) -> str:
    """Return what the row of a call says that begins to wait."""
    end = call.end
    if isinstance(end, Listener):
        return "waits for a client" if call.kind == "accept" else "waits to be connected: too many wait already"
    if isinstance(end, End):
        other = end.names[0]
        return f"waits to hear from {other}" if call.kind == "recv" else f"waits: {other} has to receive first"
    return "waits for a socket to be ready"


def waits_at_length(call: Call) -> str:
    """Return what a sentence says of a call that waits for ever, without who waits."""
    return waits(call)
