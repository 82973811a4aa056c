"""Open sockets from their beginning: binding, listening, connecting, accepting."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import _
from plugins.simulation.network import order
from plugins.simulation.network.calls import Call
from plugins.simulation.network.files import NOWHERE, failed, impatient
from plugins.simulation.network.ports import WILDCARDS
from plugins.simulation.network.streams import Stream
from plugins.simulation.network.telling import name_of_client, name_of_port
from plugins.simulation.network.wire import Listener, connected_pair
from plugins.simulation.recorder import thread_label

if TYPE_CHECKING:
    from plugins.simulation.operations import Operation

_LOOPBACK: Final = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
#: The longest backlog, as in `/proc/sys/net/core/somaxconn`.
_LONGEST_BACKLOG: Final = 4096


class OpenSocket(Stream):
    """An open socket, whatever becomes of it."""

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

    def listen(self, backlog: int) -> None:
        """Begin to listen, or change the backlog."""
        network = self.network
        if self.end is not None:
            raise failed(errno.EINVAL)
        backlog = min(max(backlog, 0), _LONGEST_BACKLOG)
        if self.address is None:
            self.bind(str(NOWHERE[socket.AddressFamily(self.family)][0]), 0)
        assert self.address is not None
        network.perform(self._at_once("listen", ((order.LISTEN, network, self._port),)))
        if self.listener is not None and not self.listener.over:
            self.listener.backlog = backlog
            network.changed(self.listener)
            return
        network.ports.check_listening(self, self.address[0], self._port)
        self.listener = Listener(backlog, self.address, network.me)
        network.tell(_("listens at port {port}", port=self._port), self)

    def connect(self, host: str, port: int, timeout: float | None) -> None:
        """Connect to whoever listens there.

        :raises OSError: if nobody does, or it is connected already.
        """
        network = self.network
        if self.end is not None:
            raise failed(errno.EISCONN)
        if self.listener is not None:
            raise failed(errno.EISCONN)
        if host in WILDCARDS:
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
                network.tell(_("connects to port {port}: refused, nobody listens", port=port), self)
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
        own = self.address[0] if self.address and self.address[0] not in WILDCARDS else _own_host(host)
        self.address = (own, self._port) if self.family == socket.AF_INET else (own, self._port, 0, 0)
        self.remote = (host, port) if self.family == socket.AF_INET else (host, port, 0, 0)
        self.end = mine
        self._set_capacities(mine)
        count = network.connections_of(me)
        mine.other, mine.is_client = name_of_port(port), True
        theirs.other = name_of_client(thread_label(me), count)
        theirs.local = self.remote
        listener.arrive(theirs, self.address, me)
        network.progress()
        network.changed(listener)
        network.tell(_("connects to port {port}", port=port), self)

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
                raise impatient(timeout)
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
            network.tell(_("accepts {client}", client=end.other), self)
            return accepted, accepted.remote
        finally:
            self._leave(call)


def _own_host(host: str) -> str:
    """Return the address from which *host* is reached: the same computer's."""
    return host if ":" in host else "127.0.0.1"


def _as_v6(address: tuple[Any, ...]) -> tuple[Any, ...]:
    host, port = address[:2]
    return (host if ":" in host else f"::ffff:{host}", port, 0, 0)
