"""Names and addresses on the simulated computer, which knows none but its own, and what is refused."""

from __future__ import annotations

import _socket as real
import errno
import ipaddress
import os
import socket
import stat
import sys
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.floor import asked_through
from plugins.simulation.language import N_
from plugins.simulation.network.files import failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.floor import Floor

#: What the simulated computer is called.
HOST_NAME: Final = "localhost"
_LOCAL: Final = {
    "localhost": ("127.0.0.1", "::1"),
    "localhost.localdomain": ("127.0.0.1", "::1"),
    "ip6-localhost": (None, "::1"),
}
_KINDS: Final = {
    socket.SOCK_DGRAM: N_("datagrams (UDP)"),
    socket.SOCK_RAW: N_("a raw socket"),
}


def refuse_encryption(floor: Floor, ssl: Any) -> None:
    """Let the simulation's copy of module *ssl* refuse to wrap a socket: the C code behind it takes real ones only."""

    def wrap_socket(*_arguments: Any, **_options: Any) -> None:
        floor.refuse(N_("an encrypted connection (ssl)"))

    ssl.SSLContext.wrap_socket = wrap_socket


class Names:
    """Looks up addresses for the programs of one machine."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor

    # -- what is refused -------------------------------------------------------------------------------------------

    def refuse_kind(self, family: int, kind: int, proto: int, *, pair: bool = False) -> None:
        """Refuse sockets that are not TCP between the threads of this program.

        :param pair: it is for `socketpair`, which has nothing to do with anybody else.
        """
        floor = self.floor
        internet = family in (socket.AF_INET, socket.AF_INET6)
        unix = family == getattr(socket, "AF_UNIX", -1)
        words = ""
        if asked_through(sys._getframe(1)) or not floor.has_network:
            words = N_("a socket")
        elif kind != socket.SOCK_STREAM:
            words = _KINDS.get(socket.SocketKind(kind), "") if kind in _KINDS else N_("a socket that is not TCP")
        elif unix and not pair:
            words = N_("a Unix socket, which other processes can open")
        elif not internet and not unix:
            words = N_("a socket that is not TCP")
        elif proto not in (0, socket.IPPROTO_TCP):
            raise failed(errno.EPROTONOSUPPORT)
        if words:
            if floor.machine.current is None or floor.importing:
                raise failed(errno.EAFNOSUPPORT)
            floor.refuse(words)

    def refuse_descriptor(self, descriptor: int) -> None:
        """Refuse a file descriptor that is a real socket: another process has the other end."""
        try:
            mode = os.fstat(descriptor).st_mode
        except (OSError, OverflowError):
            return
        if stat.S_ISSOCK(mode):
            self.floor.refuse(N_("a socket that it has from another process"))

    # -- addresses -------------------------------------------------------------------------------------------------

    def address(self, what: str, family: int, address: Any, complain: Callable[..., None]) -> tuple[str, int]:
        """Return host and port of what a program gives to `bind` or `connect`.

        :param complain: lets a real socket say what is wrong.
        """
        good = type(address) is tuple and len(address) >= 2 and type(address[0]) in (str, bytes, bytearray)  # noqa: PLR2004 host and port
        if not good or type(address[1]) is not int or not 0 <= address[1] <= 0xFFFF:  # noqa: PLR2004 the highest port
            harmless = ("127.0.0.1", *address[1:]) if good else address
            complain(what, harmless)
        host = address[0] if isinstance(address[0], str) else bytes(address[0]).decode()
        if host == "":
            return ("0.0.0.0" if family == socket.AF_INET else "::"), int(address[1])  # noqa: S104 that is what it means
        if host == "<broadcast>":
            self.floor.refuse(N_("a broadcast"))
        found = self.look_up(host, family)
        number = ipaddress.ip_address(found)
        if not number.is_loopback and not number.is_unspecified:
            self.floor.refuse(N_("the address {host}, which is not this computer's own (127.0.0.1)"), host=host)
        return found, int(address[1])

    def look_up(self, host: str, family: int) -> str:
        """Return the address of *host* in *family*, as text.

        :raises socket.gaierror: if it has none in that family.
        """
        try:
            number = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            known = _LOCAL.get(host.lower().removesuffix("."))
            if known is None:
                self.floor.refuse(N_("the address of {host!r}, which is looked up in the network"), host=host)
            found = known[0 if family in (socket.AF_INET, socket.AF_UNSPEC) else 1]
            if found is None:
                raise _unknown() from None
            return found
        if family != socket.AF_UNSPEC and (number.version == 4) != (family == socket.AF_INET):  # noqa: PLR2004 IPv4
            raise socket.gaierror(getattr(socket, "EAI_ADDRFAMILY", -9), "Address family for hostname not supported")
        return str(number)

    # -- the functions of the module -------------------------------------------------------------------------------

    def getaddrinfo(
        self,
        host: Any,
        port: Any,
        family: int = 0,
        type: int = 0,  # noqa: A002 its name
        proto: int = 0,
        flags: int = 0,
    ) -> list[tuple[Any, ...]]:
        """Return what can be connected to; see `socket.getaddrinfo`."""
        if isinstance(host, bytes | bytearray):
            host = bytes(host).decode()
        if host is None or host == "" or not isinstance(host, str) or _is_number(host):
            return list(real.getaddrinfo(host, port, family, type, proto, flags))
        known = _LOCAL.get(host.lower().removesuffix("."))
        if known is None:
            self.floor.refuse(N_("the address of {host!r}, which is looked up in the network"), host=host)
        found: list[tuple[Any, ...]] = []
        for one, of in zip(known, (socket.AF_INET, socket.AF_INET6), strict=True):
            # Where nobody asks for a family, IPv4 alone: what this computer's own tables say differs everywhere.
            if one is not None and family in (of, socket.AF_UNSPEC) and not (found and family == socket.AF_UNSPEC):
                found += real.getaddrinfo(one, port, of, type, proto, flags)
        if not found:
            raise _unknown()
        return found

    def gethostbyname(self, host: str, /) -> str:
        """Return the address of *host*."""
        return "0.0.0.0" if host == "" else self.look_up(host, socket.AF_INET)  # noqa: S104 that is what it means

    def gethostbyname_ex(self, host: str, /) -> tuple[str, list[str], list[str]]:
        """Return the name, other names and the addresses of *host*."""
        return (host, [], [self.gethostbyname(host)])

    def gethostbyaddr(self, host: str, /) -> tuple[str, list[str], list[str]]:
        """Return the name, other names and the addresses of *host*."""
        found = self.look_up(host, socket.AF_UNSPEC)
        if not ipaddress.ip_address(found).is_loopback:
            raise socket.herror(1, "Unknown host")
        return (HOST_NAME, [], [found])

    def getnameinfo(self, sockaddr: Any, flags: int, /) -> tuple[str, str]:
        """Return host and service of an address."""
        numeric = socket.NI_NUMERICHOST
        if type(sockaddr) is tuple and sockaddr and isinstance(sockaddr[0], str) and not _is_number(sockaddr[0]):
            sockaddr = (self.look_up(sockaddr[0], socket.AF_UNSPEC), *sockaddr[1:])
        host, service = real.getnameinfo(sockaddr, flags | numeric)
        local = _is_number(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback
        return (HOST_NAME if local and not flags & numeric else host), service

    def gethostname(self) -> str:
        """Return the name of the simulated computer."""
        return HOST_NAME


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _unknown() -> socket.gaierror:
    return socket.gaierror(socket.EAI_NONAME, "Name or service not known")
