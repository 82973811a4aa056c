"""An open socket as the kernel has it: what file descriptors stand for, whoever closes which of them."""

from __future__ import annotations

import errno
import os
import socket
import struct
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.network import order
from plugins.simulation.network.calls import Call, Network, always
from plugins.simulation.network.wire import BUFFER, MOST_CUTS, End, Listener, connected_pair
from plugins.simulation.recorder import thread_label

if TYPE_CHECKING:
    from plugins.simulation.machine import Operation, SimThread

#: Where a new socket stands.
_NOWHERE: Final = {socket.AF_INET: ("0.0.0.0", 0), socket.AF_INET6: ("::", 0, 0, 0)}  # noqa: S104 that is what it says
_LOOPBACK: Final = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
#: The longest backlog, as in `/proc/sys/net/core/somaxconn`.
_LONGEST_BACKLOG: Final = 4096


def failed(number: int) -> OSError:
    """Return the exception of a call that fails with the errno *number*."""
    return OSError(number, os.strerror(number))


class OpenSocket:
    """A socket of the simulated kernel.

    :ivar references: how many file descriptors there are of it.
    :ivar waiters: how many calls wait in it; the last of all these closes it.
    :ivar address: where it is bound; None if it is not.
    :ivar end: the end of a connection that it is, if it is one.
    :ivar listener: what it listens with, if it listens.
    """

    def __init__(self, network: Network, family: int, proto: int) -> None:
        self.network = network
        self.generation = network.generation
        self.family = family
        self.proto = proto
        self.references = 1
        self.waiters = 0
        self.address: tuple[Any, ...] | None = None
        self.remote: tuple[Any, ...] | None = None
        self.end: End | None = None
        self.listener: Listener | None = None
        self.options: dict[tuple[int, int], Any] = {}
        self.error = 0
        self._port = 0
        self._explicit = False

    # -- options ---------------------------------------------------------------------------------------------------

    def _flag(self, level: int, name: str) -> bool:
        return bool(self.options.get((level, getattr(socket, name, -1)), 0))

    @property
    def reuse_address(self) -> bool:
        """Whether its port may be used again at once."""
        return self._flag(socket.SOL_SOCKET, "SO_REUSEADDR")

    @property
    def reuse_port(self) -> bool:
        """Whether others may have its port, too."""
        return self._flag(socket.SOL_SOCKET, "SO_REUSEPORT")

    @property
    def only_v6(self) -> bool:
        """Whether it is for IPv6 alone."""
        return self._flag(socket.IPPROTO_IPV6, "IPV6_V6ONLY")

    def set_option(self, level: int, option: int, value: Any) -> None:
        """Set an option, which is an int or bytes."""
        self.options[level, option] = value
        end = self.end
        if level == socket.SOL_SOCKET and option in (socket.SO_SNDBUF, socket.SO_RCVBUF) and end is not None:
            self._set_capacities(end)

    def get_option(self, level: int, option: int) -> Any:
        """Return an option."""
        if level == socket.SOL_SOCKET:
            if option == socket.SO_ERROR:
                error, self.error = self.error, 0
                return error or (0 if self.end is None else self.end.take_error())
            known = {
                socket.SO_TYPE: int(socket.SOCK_STREAM),
                getattr(socket, "SO_DOMAIN", -1): self.family,
                getattr(socket, "SO_PROTOCOL", -1): self.proto or socket.IPPROTO_TCP,
                getattr(socket, "SO_ACCEPTCONN", -1): int(self.listener is not None),
            }
            if option in known:
                return known[option]
            if option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
                return 2 * int(self.options.get((level, option), BUFFER))
        value = self.options.get((level, option), 0)
        return int(bool(value)) if option in (socket.SO_REUSEADDR, socket.SO_KEEPALIVE) else value

    def _set_capacities(self, end: End) -> None:
        """Let both directions hold as much as the options of this end and the other one say."""
        keeps = (
            int(self.options.get((socket.SOL_SOCKET, name), BUFFER)) for name in (socket.SO_SNDBUF, socket.SO_RCVBUF)
        )
        end.keep(*keeps)
        self.network.changed(end.outgoing, end.incoming)

    @property
    def _resets(self) -> bool:
        """Whether closing breaks the connection (`SO_LINGER` with a time of 0)."""
        linger = self.options.get((socket.SOL_SOCKET, socket.SO_LINGER))
        if not isinstance(linger, bytes | bytearray) or len(linger) < struct.calcsize("ii"):
            return False
        on, seconds = struct.unpack_from("ii", linger)
        return bool(on) and not seconds

    # -- addresses -------------------------------------------------------------------------------------------------

    def local_address(self) -> tuple[Any, ...] | str:
        """Return where it is bound."""
        if self.family not in _NOWHERE:
            return ""
        return _NOWHERE[socket.AddressFamily(self.family)] if self.address is None else self.address

    def remote_address(self) -> tuple[Any, ...] | str:
        """Return where the other end of its connection is.

        :raises OSError: if there is none.
        """
        end = self.end
        if end is None or (self.family in _NOWHERE and end.over):
            raise failed(errno.ENOTCONN)
        return "" if self.remote is None else self.remote

    def bind(self, host: str, port: int) -> None:
        """Bind it; with port 0 to one that is free."""
        if self.address is not None or self.end is not None:
            raise failed(errno.EINVAL)
        network = self.network
        chosen = port or network.ports.pick()
        if port:
            network.perform(self._at_once("bind", ((order.BIND, network, port),)))
        network.ports.bind(self, host, chosen)
        self._port = chosen
        self._explicit = bool(port)
        self.address = (host, chosen) if self.family == socket.AF_INET else (host, chosen, 0, 0)

    def _at_once(self, kind: str, operations: tuple[Operation, ...]) -> Call:
        return Call(kind, (), always, lambda _: operations, timeout=0)

    def listen(self, backlog: int) -> None:
        """Begin to listen, or change the backlog."""
        network = self.network
        if self.end is not None:
            raise failed(errno.EINVAL)
        backlog = min(max(backlog, 0), _LONGEST_BACKLOG)
        if self.address is None:
            self.bind(_NOWHERE[socket.AddressFamily(self.family)][0], 0)
        assert self.address is not None
        network.perform(self._at_once("listen", ((order.LISTEN, network, self._port),)))
        if self.listener is not None and not self.listener.over:
            self.listener.backlog = backlog
            network.changed(self.listener)
            return
        network.ports.check_listening(self, self.address[0], self._port)
        self.listener = Listener(backlog, self.address, network.me)
        network.tell(f"listens at port {self._port}", self)

    # -- connecting ------------------------------------------------------------------------------------------------

    def connect(self, host: str, port: int, timeout: float | None) -> None:
        """Connect to whoever listens there.

        :raises OSError: if nobody does, or it is connected already.
        """
        network = self.network
        if self.end is not None:
            raise failed(errno.EISCONN)
        if self.listener is not None:
            raise failed(errno.EISCONN)
        if host in ("0.0.0.0", "::"):  # noqa: S104 nothing is bound here
            host = _LOOPBACK[socket.AddressFamily(self.family)]
        dial: Operation = (order.DIAL, network, port)

        def find() -> Listener | None:
            found = network.ports.listener_at(self.family, host, port)
            return None if found is None else found.listener

        def footprint(call: Call) -> tuple[Operation, ...]:
            del call
            listener = find()
            if listener is None:
                return (dial,)
            return (dial, (order.ARRIVE, listener, order.Arrived(listener.arrived, not listener.waiting)))

        first = find()
        call = Call(
            "connect",
            () if first is None else (first,),
            lambda: (listener := find()) is None or listener.has_room,
            footprint,
            wanted=() if first is None else ((order.WANT, first, order.OUTPUT),),
            timeout=timeout or None,
            socket=self,
            end=first,
        )
        try:
            if not self._through(call):
                raise TimeoutError("timed out")
            listener = find()
            if listener is None:
                network.tell(f"connects to port {port}: refused, nobody listens", self)
                raise failed(errno.ECONNREFUSED)
            self._establish(listener, host, port)
        finally:
            self._leave(call)

    def _establish(self, listener: Listener, host: str, port: int) -> None:
        network = self.network
        me = network.me
        mine, theirs = connected_pair(me, None)
        if self.address is None:
            self._port = network.ports.pick()
            network.ports.take(self, self._port)
        own = self.address[0] if self.address and self.address[0] not in ("0.0.0.0", "::") else _own_host(host)
        self.address = (own, self._port) if self.family == socket.AF_INET else (own, self._port, 0, 0)
        self.remote = (host, port) if self.family == socket.AF_INET else (host, port, 0, 0)
        self.end = mine
        self._set_capacities(mine)
        count = network.connections_of(me)
        name = thread_label(me) + (f" (connection {count})" if count > 1 else "")
        mine.names = (f"port {port}", name)
        theirs.names = (name, f"port {port}")
        theirs.local = self.remote
        listener.arrive(theirs, self.address, me)
        network.progress()
        network.changed(listener)
        network.tell(f"connects to port {port}", self)

    def accept(self, timeout: float | None) -> tuple[OpenSocket, tuple[Any, ...]]:
        """Return the socket of the next connection, and the address that it has come from."""
        network, listener = self.network, self.listener
        if listener is None:
            raise failed(errno.EINVAL)

        def footprint(call: Call) -> tuple[Operation, ...]:
            if listener.waiting:
                key = order.Accepted(listener.accepted, call.blocking, len(listener.waiting) == 1)
                return ((order.ACCEPT, listener, key),)
            if listener.over:
                return ((order.ACCEPT, listener, order.Accepted(-1, call.blocking, False)),)
            return ((order.NOBODY, listener, None),)

        call = Call(
            "accept",
            (listener,),
            lambda: bool(listener.waiting) or listener.over,
            footprint,
            wanted=((order.WANT, listener, order.INPUT),),
            timeout=timeout,
            socket=self,
            end=listener,
        )
        try:
            if not self._through(call):
                raise _impatient(timeout)
            if listener.over:
                raise failed(errno.EINVAL)
            end, address = listener.accept(network.me)
            network.progress()
            network.changed(listener)
            accepted = OpenSocket(network, self.family, self.proto)
            accepted.options = {key: value for key, value in self.options.items() if key[1] != socket.SO_LINGER}
            accepted.end = end
            accepted.remote = address if self.family != socket.AF_INET6 else _as_v6(address)
            accepted.address = _as_v6(end.local) if self.family == socket.AF_INET6 else end.local
            accepted._port = self._port
            accepted._set_capacities(end)
            network.ports.take(accepted, self._port)
            network.tell(f"accepts {end.names[0]}", self)
            return accepted, accepted.remote
        finally:
            self._leave(call)

    # -- sending and receiving -------------------------------------------------------------------------------------

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
                raise _impatient(timeout)
            if not channel.data:
                return self._receive_end(end, most)
            was_there = len(channel.data)
            data = channel.get(most, network.me, peek=peek)
            network.progress()
            network.changed(channel)
            network.came_in_pieces |= channel.taken == channel.cut
            rest = was_there - len(data)
            network.tell(f"receives {short(data)} from {end.names[0]}" + (f", {rest} bytes are left" if rest else ""), self)
            return data
        finally:
            self._leave(call)

    def _receive_end(self, end: End, most: int) -> bytes:
        network = self.network
        if network.me is not None:
            _merge(network.me, end.incoming.end_clock)
        if most and not end.incoming.finished and (error := end.take_error()):
            network.tell(f"finds the connection to {end.names[0]} broken", self)
            raise failed(error)
        why = f"{end.names[0]} has said its last" if end.incoming.finished else "this end was shut down"
        network.tell(f"receives b'': {why}", self)
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
                raise _impatient(timeout)
            if end.error or end.silent or end.broken:
                error = end.take_error() or errno.EPIPE
                network.tell(f"cannot send to {end.names[0]}: {os.strerror(error)}", self)
                raise failed(error)
            network.progress()
            if channel.dropped:
                end.send_into_nothing()
                network.changed(end.incoming, channel)
                network.tell(f"sends {short(bytes(data[:64]))}, but {end.names[0]} is gone", self)
                return asked
            taken = min(asked, channel.room, cut or asked)
            channel.put(data[:taken], network.me)
            channel.cut = channel.sent if taken == cut else -1
            network.changed(channel)
            of = f", {taken} of {asked} bytes" if taken < asked else ""
            network.tell(f"sends {short(bytes(data[: min(taken, 64)]))}{of} to {end.names[0]}", self)
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
        self.network.tell(f"sends {short(bytes(rest[: min(more, 64)]))}, the rest, to {end.names[0]}", self)
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
        """Return after how many bytes *data* is cut, 0 if it is not: within a character of more than one byte, if it can.

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
                operations.append((order.DEAFEN, end.incoming, _finished(end, end.incoming, reset=False)))
            if writes:
                operations.append((order.FINISH, end.outgoing, _finished(end.peer, end.outgoing, reset=False)))
            return tuple(operations)

        network.perform(Call("shutdown", (end.incoming,), always, footprint, timeout=0))
        if end.over:
            raise failed(errno.ENOTCONN)
        if reads:
            end.incoming.deaf = True
            if network.me is not None:
                _merge_into(end.incoming.end_clock, network.me)
        if writes:
            end.say_no_more(network.me)
        network.changed(end.incoming, end.outgoing)
        words = {socket.SHUT_RD: "wants no more from", socket.SHUT_WR: "says its last to"}
        network.tell(f"{words.get(how, 'ends the connection with')} {end.names[0]}", self)

    def _hang_up(self, listener: Listener) -> None:
        network = self.network
        operations: list[Operation] = [(order.HANG_UP, listener, None), (order.LISTEN, network, self._port)]
        network.perform(Call("shutdown", (listener,), always, lambda _: tuple(operations), timeout=0))
        self._end_listening(listener)
        network.tell(f"listens at port {self._port} no longer", self)

    def _end_listening(self, listener: Listener) -> None:
        """Nobody can connect any more, who waits in accept goes on, and who was not accepted is sent away."""
        listener.over = True
        for end, _, _ in listener.waiting:
            end.close(self.network.me, reset=True)
            self.network.changed(end.outgoing, end.incoming)
        listener.waiting.clear()
        self.network.changed(listener)

    # -- the end ---------------------------------------------------------------------------------------------------

    def before_close(self) -> None:
        """Let others go on before one of its file descriptors is closed."""
        if self.references == 1:
            self.network.perform(Call("close", self._resources(), always, self._footprint_of_close, timeout=0))

    def close_reference(self) -> None:
        """Close one of its file descriptors; the last one closes it, unless somebody waits in it."""
        self.references -= 1
        if self.references:
            return
        self.network.changed(*self._resources())
        if not self.waiters:
            self._close()

    def _resources(self) -> tuple[Any, ...]:
        if self.listener is not None:
            return (self.listener,)
        return () if self.end is None else (self.end.incoming, self.end.outgoing)

    def _footprint_of_close(self, call: Call) -> tuple[Operation, ...]:
        del call
        network, end, listener = self.network, self.end, self.listener
        operations: list[Operation] = []
        if listener is not None:
            operations = [(order.HANG_UP, listener, None), (order.LISTEN, network, self._port)]
            for waiting, _, _ in listener.waiting:
                operations.append((order.FINISH, waiting.outgoing, _finished(waiting.peer, waiting.outgoing, reset=True)))
                operations.append((order.DROP, waiting.incoming, None))
        elif end is not None:
            reset = bool(self._resets or end.incoming.data)
            operations = [
                (order.DROP, end.incoming, None),
                (order.FINISH, end.outgoing, _finished(end.peer, end.outgoing, reset=reset)),
            ]
            if self._port:
                operations.append((order.LEAVE, network, self._port))
        elif self._explicit:
            operations = [(order.LEAVE, network, self._port)]
        return ((order.DISCARD, self, None), *operations)

    def _close(self) -> None:
        network, end, listener = self.network, self.end, self.listener
        if self.generation != network.generation:
            return
        keep = False
        if listener is not None and not listener.over:
            self._end_listening(listener)
            network.tell(f"closes the socket that listens at port {self._port}", self)
        elif end is not None and not end.gone:
            broken = end.broken
            end.close(network.me, reset=self._resets)
            keep = not broken and not end.broken and end.first
            network.changed(end.incoming, end.outgoing)
            network.tell(f"closes its connection with {end.names[0]}", self)
        if self._port:
            network.ports.leave(self, self._port, keep=keep)

    def _through(self, call: Call) -> bool:
        """Perform *call*; return whether it goes through.

        :raises OSError: if the socket was closed before.
        """
        through = self.network.perform(call)
        if not call.entered and not self.references:
            raise failed(errno.EBADF)
        return through

    def _leave(self, call: Call) -> None:
        """Wait in *call* no longer; whoever is last closes the socket."""
        if call.entered:
            self.waiters -= 1
            if not self.references and not self.waiters and not self.network.machine.ending:
                self._close()


def _impatient(timeout: float | None) -> OSError:
    if timeout:
        return TimeoutError("timed out")
    return BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _own_host(host: str) -> str:
    """Return the address from which *host* is reached: the same computer's."""
    return host if ":" in host else "127.0.0.1"


def _as_v6(address: tuple[Any, ...]) -> tuple[Any, ...]:
    host, port = address[:2]
    return (host if ":" in host else f"::ffff:{host}", port, 0, 0)


def _merge(thread: SimThread, clock: list[int]) -> None:
    from plugins.simulation.machine import merge

    merge(thread.clock, clock)


def _merge_into(clock: list[int], thread: SimThread) -> None:
    from plugins.simulation.machine import merge

    merge(clock, thread.clock)
    thread.clock[thread.index] += 1


def _finished(receiver: End, channel: Any, *, reset: bool) -> order.Finished:
    """Return what ending *channel* now comes to for its *receiver*."""
    return order.Finished(not (channel.finished or channel.deaf or receiver.broken), reset, not channel.data)


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
        return (put, (order.FINISH, end.incoming, _finished(end, end.incoming, reset=True)))
    return (put,)


#: So many bytes are looked through for a character of more than one.
_LOOKED_AT: Final = 1_000
#: Bytes that are spelled out in a report.
_LONGEST: Final = 24


def short(data: bytes) -> str:
    """Return *data* as a report shows it."""
    return repr(data) if len(data) <= _LONGEST else repr(data[:_LONGEST]) + "..."
