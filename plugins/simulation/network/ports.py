"""Who has which port: what can be bound, what can be connected to, and what the system still keeps."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Network
    from plugins.simulation.network.files import OpenFile

#: The system picks free ports from here on: each thread has a few of its own, so that their order among threads does
#: not show.
FIRST_FREE: Final = 50_000
_EACH: Final = 100
_LAST: Final = 65_535
#: Seconds for which a port is kept when its side was the first to end a connection (`TCP_TIMEWAIT_LEN`).
KEPT: Final = 60.0
#: Addresses that stand for all that a computer has.
WILDCARDS: Final = ("0.0.0.0", "::")  # noqa: S104 nothing is bound here


class Ports:
    """The ports of the simulated computer.

    :ivar users: the sockets that have a port, by its number.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self.users: dict[int, list[OpenFile]] = {}
        #: Ports that are kept after a connection: (until when, whether they may be used again).
        self._kept: dict[int, list[tuple[float, bool]]] = {}
        self._picked: dict[int, int] = {}

    def pick(self) -> int:
        """Return a port that is free."""
        me = self._network.me
        index = 0 if me is None else me.index
        count = self._picked.get(index, 0)
        while True:
            port = FIRST_FREE + (index * _EACH + count) % (_LAST - FIRST_FREE)
            count += 1
            if not self.users.get(port) and not self._kept.get(port):
                self._picked[index] = count
                return port

    def bind(self, socket_: OpenFile, host: str, port: int) -> None:
        """Let *socket_* have *port*.

        :raises OSError: if it cannot.
        """
        now = self._network.machine.now
        for other in self.users.get(port, ()):
            if not _meet(other, socket_.family, host):
                continue
            both = other.reuse_address and socket_.reuse_address and other.listener is None
            if not both and not (other.reuse_port and socket_.reuse_port):
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
        for until, reuse in self._kept.get(port, ()):
            if now < until and not (reuse and socket_.reuse_address):
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
        self.users.setdefault(port, []).append(socket_)

    def take(self, socket_: OpenFile, port: int) -> None:
        """Let *socket_*, one end of a connection, share *port*."""
        self.users.setdefault(port, []).append(socket_)

    def check_listening(self, socket_: OpenFile, host: str, port: int) -> None:
        """See that nobody else listens there.

        :raises OSError: if somebody does.
        """
        for other in self.users.get(port, ()):
            listens = other is not socket_ and other.listener is not None and _meet(other, socket_.family, host)
            if listens and not (other.reuse_port and socket_.reuse_port):
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    def listener_at(self, family: int, host: str, port: int) -> OpenFile | None:
        """Return the socket that listens where somebody connects to, or None."""
        for other in self.users.get(port, ()):
            if other.listener is not None and not other.listener.over and _meet(other, family, host):
                return other
        return None

    def leave(self, socket_: OpenFile, port: int, *, keep: bool) -> None:
        """Let *socket_* give *port* back.

        :param keep: the system keeps it for a while.
        """
        users = self.users.get(port)
        if users is not None and socket_ in users:
            users.remove(socket_)
            if not users:
                del self.users[port]
        if keep:
            until = self._network.machine.now + KEPT
            self._kept.setdefault(port, []).append((until, socket_.reuse_address))


def _meet(other: OpenFile, family: int, host: str) -> bool:
    """Return whether *host* is one that *other* is bound to."""
    bound: Any = other.address[0] if other.address else ""
    if other.family != family:
        return other.family == socket.AF_INET6 and bound == "::" and not other.only_v6
    return bound == host or bound in WILDCARDS or host in WILDCARDS
