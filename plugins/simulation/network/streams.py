"""Sending and receiving: what an open socket does that is one end of a connection."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING, Final

from plugins.simulation.language import N_, _, ngettext
from plugins.simulation.network import order
from plugins.simulation.network.calls import Call, always
from plugins.simulation.network.files import OpenFile, failed, finished, impatient
from plugins.simulation.network.wire import MOST_CUTS, End, Listener
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from plugins.simulation.operations import Operation

#: So many bytes are looked through for a character of more than one.
_LOOKED_AT: Final = 1_000
#: Bytes that are spelled out in a report.
_LONGEST: Final = 24
#: Characters of them at most: a byte that cannot be printed takes four.
_WIDEST: Final = 40
_SHUT_DOWN: Final = {
    socket.SHUT_RD: N_("wants no more from {other}"),
    socket.SHUT_WR: N_("says its last to {other}"),
}


class Stream(OpenFile):
    """An open socket that can send and receive."""

    def connected(self) -> End:
        """Return its end of a connection.

        :raises OSError: if it has none.
        """
        if self.end is None:
            raise failed(errno.ENOTCONN)
        return self.end

    def receive(self, most: int, timeout: float | None, *, peek: bool = False) -> bytes:
        """Return up to *most* bytes; none if there will be no more.

        :param peek: leave them there.
        """
        end = self.connected()
        network, channel = self.network, end.incoming
        call = Call(
            "recv",
            (channel,),
            lambda: end.has_input or not most,
            lambda call: (_footprint_of_get(call, end, most),),
            wanted=((order.WANT, channel, order.INPUT),),
            timeout=timeout,
            socket=self,
            end=end,
        )
        try:
            if not self._through(call):
                raise impatient(timeout)
            if not channel.data:
                return self._receive_end(end, most)
            was_there = len(channel.data)
            data = channel.get(most, network.me, peek=peek)
            network.progress()
            network.changed(channel)
            network.came_in_pieces |= channel.taken == channel.cut
            rest = was_there - len(data)
            network.tell(_received(short(data), end.other, rest), self)
            return data
        finally:
            self._leave(call)

    def _receive_end(self, end: End, most: int) -> bytes:
        network = self.network
        if network.me is not None:
            merge(network.me.clock, end.incoming.end_clock)
        if most and not end.incoming.finished and (error := end.take_error()):
            network.tell(_("finds the connection to {other} broken", other=end.other), self)
            raise failed(error)
        if end.incoming.finished:
            network.tell(_("receives b'': {other} has said its last", other=end.other), self)
        else:
            network.tell(_("receives b'': this end was shut down"), self)
        return b""

    def send_some(self, data: memoryview, timeout: float | None, *, rest: bool = False, cut: int = 0) -> int:
        """Send as much of *data* as there is room for; return how many bytes that is.

        :param rest: its first part went out in the step before.
        :param cut: how many bytes go out in this step, the others in the next one; 0 for all.
        """
        end = self.connected()
        network, channel = self.network, end.outgoing
        asked = len(data)

        def footprint(call: Call) -> tuple[Operation, ...]:
            return _footprint_of_put(call, end, cut or asked, rest=rest)

        call = Call(
            "send",
            (channel,),
            lambda: end.takes_output or not asked,
            footprint,
            wanted=((order.WANT, channel, order.OUTPUT),),
            timeout=timeout,
            socket=self,
            end=end,
        )
        try:
            if not self._through(call):
                raise impatient(timeout)
            if end.error or end.silent or end.broken:
                error = end.take_error() or errno.EPIPE
                network.tell(_("cannot send to {other}: {error}", other=end.other, error=os.strerror(error)), self)
                raise failed(error)
            network.progress()
            if channel.dropped:
                end.send_into_nothing()
                network.changed(end.incoming, channel)
                network.tell(
                    _("sends {data}, but {other} is gone", data=short(bytes(data[:64])), other=end.other), self
                )
                return asked
            taken = min(asked, channel.room, cut or asked)
            channel.put(data[:taken], network.me)
            channel.cut = channel.sent if taken == cut else -1
            network.changed(channel)
            network.tell(_sent(short(bytes(data[: min(taken, 64)])), end.other, taken, asked), self)
            return taken
        finally:
            self._leave(call)

    def send(self, data: memoryview, timeout: float | None) -> int:
        """Send some of *data*; return how many bytes that is.

        It may be made in two steps. If anything happens to the stream in between, the second one is not made.
        """
        end = self.connected()
        cut = self._place_to_cut(end, data)
        taken = self.send_some(data, timeout, cut=cut)
        if not cut or taken < cut or end.outgoing.dropped:
            return taken
        channel, changes, rest = end.outgoing, end.outgoing.changes, data[cut:]

        def footprint(call: Call) -> tuple[Operation, ...]:
            if channel.changes == changes:
                return _footprint_of_put(call, end, len(rest), rest=True)
            key = order.Sent(channel.sent, channel.sent, 0, False, False, False)
            return ((order.REST, channel, key),)

        call = Call("send", (channel,), always, footprint, timeout=0, end=end)
        self.network.perform(call)
        if channel.changes != changes or not self.references:
            return taken
        more = min(len(rest), channel.room)
        channel.put(rest[:more], self.network.me)
        self.network.changed(channel)
        told = _("sends {data}, the rest, to {other}", data=short(bytes(rest[: min(more, 64)])), other=end.other)
        self.network.tell(told, self)
        return taken + more

    def send_all(self, data: memoryview, timeout: float | None) -> None:
        """Send all of *data*, in as many steps as it takes; *timeout* is the patience for all of them."""
        machine = self.network.machine
        due = None if timeout is None else machine.now + timeout
        cut = self._place_to_cut(self.connected(), data)
        while True:
            taken = self.send_some(data, timeout, cut=cut)
            data, cut = data[taken:], 0
            if not data:
                return
            if due is not None and timeout:
                timeout = due - machine.now
                if timeout <= 0:
                    raise TimeoutError("timed out")

    def _place_to_cut(self, end: End, data: memoryview) -> int:
        """Return after how many bytes *data* is cut, 0 if it is not: within a character of more than one byte, if any.

        What has no messages may be cut anywhere. One place is tried, and each direction only a few times, since every
        place would be a schedule of its own.
        """
        channel = end.outgoing
        if not self.network.pieces or len(data) < 2 or channel.cuts >= MOST_CUTS:  # noqa: PLR2004 one byte has no middle
            return 0
        channel.cuts += 1
        inside = (place for place in range(1, min(len(data), _LOOKED_AT)) if data[place] & 0xC0 == 0x80)  # noqa: PLR2004 UTF-8
        return next(inside, len(data) // 2)

    def shut_down(self, how: int) -> None:
        """End one direction or both (`SHUT_RD`, `SHUT_WR`, `SHUT_RDWR`)."""
        network = self.network
        if self.listener is not None:
            self._hang_up(self.listener)
            return
        end = self.end
        if end is None or end.over:
            raise failed(errno.ENOTCONN)
        reads, writes = how in (socket.SHUT_RD, socket.SHUT_RDWR), how in (socket.SHUT_WR, socket.SHUT_RDWR)

        def footprint(call: Call) -> tuple[Operation, ...]:
            del call
            operations: list[Operation] = []
            if reads:
                operations.append((order.DEAFEN, end.incoming, finished(end, end.incoming, reset=False)))
            if writes:
                operations.append((order.FINISH, end.outgoing, finished(end.peer, end.outgoing, reset=False)))
            return tuple(operations)

        network.perform(Call("shutdown", (end.incoming,), always, footprint, timeout=0))
        if end.over:
            raise failed(errno.ENOTCONN)
        if reads:
            end.incoming.deafen(network.me)
        if writes:
            end.say_no_more(network.me)
        network.changed(end.incoming, end.outgoing)
        network.tell(_(_SHUT_DOWN.get(how, N_("ends the connection with {other}")), other=end.other), self)

    def _hang_up(self, listener: Listener) -> None:
        network = self.network
        operations: list[Operation] = [(order.HANG_UP, listener, None), (order.LISTEN, network, self._port)]
        network.perform(Call("shutdown", (listener,), always, lambda _: tuple(operations), timeout=0))
        self._end_listening(listener)
        network.tell(_("listens at port {port} no longer", port=self._port), self)


def _footprint_of_get(call: Call, end: End, most: int) -> Operation:
    channel = end.incoming
    if not end.has_input:
        return (order.NOTHING, channel, None)
    count = min(most, len(channel.data))
    start = channel.taken
    empties = bool(count) and count == len(channel.data) and not channel.finished
    key = order.Received(start, start + count, most, call.blocking, empties, not channel.room)
    return (order.GET, channel, key)


def _footprint_of_put(call: Call, end: End, asked: int, *, rest: bool) -> tuple[Operation, ...]:
    channel = end.outgoing
    start = channel.sent
    lost = channel.dropped or end.broken or end.silent
    count = 0 if lost else min(asked, channel.room)
    was_empty = not channel.data and not channel.finished
    key = order.Sent(start, start + count, asked, call.blocking, was_empty, bool(count) and count == channel.room)
    put = (order.REST if rest else order.PUT, channel, key)
    if channel.dropped and not end.broken:
        return (put, (order.FINISH, end.incoming, finished(end, end.incoming, reset=True)))
    return (put,)


def _received(data: str, other: str, rest: int) -> str:
    if not rest:
        return _("receives {data} from {other}", data=data, other=other)
    return ngettext(
        "receives {data} from {other}, {rest} byte is left",
        "receives {data} from {other}, {rest} bytes are left",
        rest,
        data=data,
        other=other,
        rest=rest,
    )


def _sent(data: str, other: str, taken: int, asked: int) -> str:
    if taken == asked:
        return _("sends {data} to {other}", data=data, other=other)
    return _("sends {data}, {taken} of {asked} bytes to {other}", data=data, taken=taken, asked=asked, other=other)


def short(data: bytes) -> str:
    """Return *data* as a report shows it."""
    shown = data[:_LONGEST]
    while len(repr(shown)) > _WIDEST:
        shown = shown[:-1]
    return repr(shown) if len(shown) == len(data) else repr(shown) + "..."
