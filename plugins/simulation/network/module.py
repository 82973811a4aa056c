"""The module `_socket` of the simulated network: the real one's constants, and functions of its own."""

from __future__ import annotations

import _socket as real
import errno
import os
from types import ModuleType
from typing import TYPE_CHECKING, Any

from plugins.simulation.language import N_
from plugins.simulation.network.files import failed
from plugins.simulation.network.names import Names
from plugins.simulation.network.sockets import let_it_complain, make_pair, make_socket_type

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Network


def make_module(network: Network) -> ModuleType:
    """Return what `import _socket` gives in the programs that *network* belongs to."""
    names = Names(network.floor)
    socket_type = make_socket_type(network, names)

    def socketpair(family: Any = None, type: int = real.SOCK_STREAM, proto: int = 0) -> tuple[Any, Any]:  # noqa: A002 its name
        if family is None:
            family = getattr(real, "AF_UNIX", real.AF_INET)
        return make_pair(socket_type, int(family), int(type), int(proto))

    def dup(descriptor: int, /) -> int:
        opened = network.files.get(descriptor)
        if opened is None:
            raise failed(errno.EBADF)
        opened.references += 1
        copy = network.new_descriptor()
        network.files[copy] = opened
        return copy

    def close(descriptor: int, /) -> None:
        opened = network.files.pop(descriptor, None)
        if opened is None:
            os.close(descriptor)
        else:
            opened.before_close()
            opened.close_reference()

    def setdefaulttimeout(timeout: Any, /) -> None:
        if timeout is not None:
            let_it_complain("settimeout", timeout)
        network.default_timeout = None if timeout is None else float(timeout)

    def getdefaulttimeout() -> float | None:
        return network.default_timeout

    def sethostname(name: Any, /) -> None:
        network.floor.refuse(N_("another name for this computer ({name!r})"), name=name)

    module = ModuleType("_socket", real.__doc__)
    module.__dict__.update({name: value for name, value in vars(real).items() if not name.startswith("__")})
    module.__dict__.update(
        socket=socket_type,
        SocketType=socket_type,
        socketpair=socketpair,
        dup=dup,
        close=close,
        setdefaulttimeout=setdefaulttimeout,
        getdefaulttimeout=getdefaulttimeout,
        sethostname=sethostname,
        getaddrinfo=names.getaddrinfo,
        gethostbyname=names.gethostbyname,
        gethostbyname_ex=names.gethostbyname_ex,
        gethostbyaddr=names.gethostbyaddr,
        getnameinfo=names.getnameinfo,
        gethostname=names.gethostname,
    )
    return module
