"""An open socket as the kernel has it: what file descriptors stand for, whoever closes which of them."""

from __future__ import annotations

import errno
import os
import socket
import struct
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import _
from plugins.simulation.network import order
from plugins.simulation.network.calls import Call, Network, always
from plugins.simulation.network.wire import BUFFER, End, Listener

if TYPE_CHECKING:
    from plugins.simulation.operations import Operation

#: Where a new socket stands.
NOWHERE: Final = {socket.AF_INET: ("0.0.0.0", 0), socket.AF_INET6: ("::", 0, 0, 0)}  # noqa: S104 that is what it says


def failed(number: int) -> OSError:
    """Return the exception of a call that fails with the errno *number*."""
    return OSError(number, os.strerror(number))


class OpenFile:
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
        if self.family not in NOWHERE:
            return ""
        return NOWHERE[socket.AddressFamily(self.family)] if self.address is None else self.address

    def remote_address(self) -> tuple[Any, ...] | str:
        """Return where the other end of its connection is.

        :raises OSError: if there is none.
        """
        end = self.end
        if end is None or (self.family in NOWHERE and end.over):
            raise failed(errno.ENOTCONN)
        return "" if self.remote is None else self.remote

    def _at_once(self, kind: str, operations: tuple[Operation, ...]) -> Call:
        return Call(kind, (), always, lambda _: operations, timeout=0)

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
                operations.append(
                    (order.FINISH, waiting.outgoing, finished(waiting.peer, waiting.outgoing, reset=True))
                )
                operations.append((order.DROP, waiting.incoming, None))
        elif end is not None:
            reset = bool(self._resets or end.incoming.data)
            operations = [
                (order.DROP, end.incoming, None),
                (order.FINISH, end.outgoing, finished(end.peer, end.outgoing, reset=reset)),
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
            network.tell(_("closes the socket that listens at port {port}", port=self._port), self)
        elif end is not None and not end.gone:
            broken = end.broken
            end.close(network.me, reset=self._resets)
            keep = not broken and not end.broken and end.first
            network.changed(end.incoming, end.outgoing)
            network.tell(_("closes its connection with {other}", other=end.other), self)
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

    def _end_listening(self, listener: Listener) -> None:
        """Nobody can connect any more, who waits in accept goes on, and who was not accepted is sent away."""
        listener.over = True
        for end, *_rest in listener.waiting:
            end.close(self.network.me, reset=True)
            self.network.changed(end.outgoing, end.incoming)
        listener.waiting.clear()
        self.network.changed(listener)


def impatient(timeout: float | None) -> OSError:
    """Return the exception of a call whose patience is over."""
    if timeout:
        return TimeoutError("timed out")
    return BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def finished(receiver: End, channel: Any, *, reset: bool) -> order.Finished:
    """Return what ending *channel* now comes to for its *receiver*."""
    return order.Finished(not (channel.finished or channel.deaf or receiver.broken), reset, not channel.data)
