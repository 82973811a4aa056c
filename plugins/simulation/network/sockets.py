"""The class `_socket.socket` of the simulated network: what `socket.socket` is derived from.

What is said about wrong arguments is said by a real socket, one that is closed, so that it is always this Python's own
wording.
"""

from __future__ import annotations

import _socket as real
import errno
import socket
import warnings
from typing import TYPE_CHECKING, Any, ClassVar, Final

from plugins.simulation.floor_locks import dress
from plugins.simulation.language import N_, _
from plugins.simulation.network.files import failed
from plugins.simulation.network.opening import OpenSocket
from plugins.simulation.network.wire import connected_pair

if TYPE_CHECKING:
    from plugins.simulation.network.calls import Network
    from plugins.simulation.network.names import Names

_FLAGS_OF_TYPE: Final = getattr(socket, "SOCK_NONBLOCK", 0) | getattr(socket, "SOCK_CLOEXEC", 0)
_DONT_WAIT: Final = getattr(socket, "MSG_DONTWAIT", 0)
_WAIT_FOR_ALL: Final = getattr(socket, "MSG_WAITALL", 0)
#: What the ends of a pair are called.
_OTHER_END: Final = N_("the other end of the pair")
#: Seconds that still fit into 64 bits of nanoseconds.
_LONGEST_TIMEOUT: Final = (1 << 63) / 1_000_000_000 - 1


#: A real socket that is closed, and so does nothing but look at its arguments.
_CLOSED: Final = real.socket(socket.AF_INET, socket.SOCK_STREAM)
_CLOSED.close()


def let_it_complain(method: str, *arguments: Any) -> None:
    """Let a real socket say what is wrong with the arguments of a call, if anything is."""
    try:
        getattr(_CLOSED, method)(*arguments)
    except OSError:
        # It is closed, which is all that it found.
        return


class Socket:
    """A socket, as `_socket.socket`; each network has a class of its own, which is derived from this one.

    :ivar _open: what it stands for; None once it was closed.
    :ivar _number: what it is hashed by, so that a set of sockets has the same order in every schedule.
    :ivar _last: what it stood for last.
    """

    _network: ClassVar[Network]
    _names: ClassVar[Names]

    __slots__ = ("_family", "_fd", "_generation", "_last", "_number", "_open", "_proto", "_timeout", "_type")

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: Any = None) -> None:  # noqa: A002 its name
        self._open: OpenSocket | None = None
        self._last: OpenSocket | None = None
        self._fd = self._number = -1
        self._generation = self._network.generation
        if fileno is not None:
            self._adopt(fileno)
            return
        self._family = int(socket.AF_INET if family == -1 else family)
        wanted = int(socket.SOCK_STREAM if type == -1 else type)
        self._type = wanted & ~_FLAGS_OF_TYPE
        self._proto = 0 if proto == -1 else int(proto)
        self._timeout = self._network.default_timeout
        if wanted & getattr(socket, "SOCK_NONBLOCK", 0):
            self._timeout = 0.0
        self._names.refuse_kind(self._family, self._type, self._proto)
        self._set(OpenSocket(self._network, self._family, self._proto), self._network.new_descriptor())

    def _set(self, opened: OpenSocket, descriptor: int) -> None:
        self._open = self._last = opened
        self._fd = self._number = descriptor
        self._network.files[descriptor] = opened

    def _adopt(self, descriptor: Any) -> None:
        if not isinstance(descriptor, int):
            real.socket(0, 0, 0, descriptor)
        if descriptor < 0:
            msg = "negative file descriptor"
            raise ValueError(msg)
        opened = self._network.files.get(descriptor)
        if opened is None:
            self._names.refuse_descriptor(descriptor)
            raise failed(errno.EBADF)
        self._open = self._last = opened
        self._fd = self._number = descriptor
        self._family, self._proto, self._type = opened.family, opened.proto, int(socket.SOCK_STREAM)
        self._timeout = self._network.default_timeout

    @property
    def _now(self) -> OpenSocket:
        if self._last is not None and self._generation == self._network.generation:
            self._network.use(self._last)
        opened = self._open
        if opened is None or self._network.files.get(self._fd) is not opened:
            raise failed(errno.EBADF)
        return opened

    # -- what it is ----------------------------------------------------------------------------------------------

    @property
    def family(self) -> int:
        """The socket's address family."""
        return self._family

    @property
    def type(self) -> int:
        """The socket's type."""
        return self._type

    @property
    def proto(self) -> int:
        """The socket's protocol."""
        return self._proto

    @property
    def timeout(self) -> float | None:
        """The seconds of patience of its calls."""
        return self._timeout

    def fileno(self) -> int:
        """Return its file descriptor, -1 once it was closed."""
        return self._fd

    def getsockname(self) -> Any:
        """Return where it is bound."""
        return self._now.local_address()

    def getpeername(self) -> Any:
        """Return the address of the other side."""
        return self._now.remote_address()

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return self is other

    def _told(self) -> str:
        """What a report calls it as a value."""
        opened = self._open
        if opened is None:
            return "a closed socket"
        if opened.listener is not None:
            return "a listener"
        return _("a socket") if opened.end is None else _("the socket to {other}", other=opened.end.other)

    def __repr__(self) -> str:
        return f"<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>"

    # -- patience ------------------------------------------------------------------------------------------------

    def settimeout(self, timeout: Any, /) -> None:
        """Let calls wait for so many seconds; None for as long as it takes."""
        self._now  # noqa: B018 raises if it is closed
        if timeout is not None and (type(timeout) not in (int, float) or not 0 <= timeout < _LONGEST_TIMEOUT):
            let_it_complain("settimeout", timeout)
            timeout = float(timeout)
        self._timeout = None if timeout is None else float(timeout)

    def gettimeout(self) -> float | None:
        """Return the seconds that calls wait; None for as long as it takes."""
        return self._timeout

    def setblocking(self, flag: Any, /) -> None:
        """Let calls wait, or not at all."""
        self._now  # noqa: B018 raises if it is closed
        if type(flag) is not bool:
            let_it_complain("setblocking", flag)
        self._timeout = None if flag else 0.0

    def getblocking(self) -> bool:
        """Return whether calls wait at all."""
        return self._timeout is None or self._timeout != 0

    # -- options -------------------------------------------------------------------------------------------------

    def setsockopt(self, *arguments: Any) -> None:
        """Set an option; see `socket.setsockopt`."""
        opened = self._now
        let_it_complain("setsockopt", *arguments)
        level, option, value = arguments[:3]
        opened.set_option(level, option, bytes(value) if isinstance(value, bytearray | memoryview) else value)

    def getsockopt(self, *arguments: Any) -> Any:
        """Return an option; see `socket.getsockopt`."""
        opened = self._now
        let_it_complain("getsockopt", *arguments)
        level, option, *length = arguments
        value = opened.get_option(level, option)
        if length and length[0] and isinstance(value, int):
            return value.to_bytes(4, "little")[: length[0]]
        return value if isinstance(value, int) or length else int.from_bytes(value[:4], "little")

    # -- connecting ----------------------------------------------------------------------------------------------

    def bind(self, address: Any, /) -> None:
        """Bind it to an address."""
        opened = self._now
        host, port = self._names.address("bind", self._family, address, let_it_complain)
        opened.bind(host, port)

    def listen(self, backlog: Any = 128, /) -> None:
        """Begin to listen."""
        opened = self._now
        if type(backlog) is not int or not -1 << 31 <= backlog < 1 << 31:
            let_it_complain("listen", backlog)
        opened.listen(backlog)

    def _accept(self) -> tuple[int, Any]:
        opened, address = self._now.accept(self._timeout)
        descriptor = self._network.new_descriptor()
        self._network.files[descriptor] = opened
        return descriptor, address

    def connect(self, address: Any, /) -> None:
        """Connect to an address."""
        opened = self._now
        host, port = self._names.address("connect", self._family, address, let_it_complain)
        if self._timeout != 0:
            opened.connect(host, port, self._timeout)
            return
        if opened.end is None and not opened.error:
            try:
                opened.connect(host, port, 0.0)
            except ConnectionError as refused:
                opened.error = refused.errno or 0
            raise BlockingIOError(errno.EINPROGRESS, failed(errno.EINPROGRESS).strerror)
        if opened.error:
            raise failed(opened.get_option(socket.SOL_SOCKET, socket.SO_ERROR))
        raise failed(errno.EISCONN)

    def connect_ex(self, address: Any, /) -> int:
        """Connect to an address; return an error number instead of raising it."""
        try:
            self.connect(address)
        except TimeoutError as error:
            return error.errno or errno.EAGAIN
        except OSError as error:
            if error.errno is None or isinstance(error, socket.gaierror):
                raise
            return error.errno
        return 0

    # -- sending and receiving -----------------------------------------------------------------------------------

    def _patience(self, flags: int) -> float | None:
        if flags & getattr(socket, "MSG_OOB", 0):
            self._names.floor.refuse(N_("urgent data (MSG_OOB)"))
        return 0.0 if flags & _DONT_WAIT else self._timeout

    def recv(self, bufsize: Any, flags: int = 0, /) -> bytes:
        """Receive up to *bufsize* bytes."""
        opened = self._now
        if type(bufsize) is not int or bufsize < 0 or type(flags) is not int:
            let_it_complain("recv", bufsize, flags)
        patience = self._patience(flags)
        data = opened.receive(bufsize, patience, peek=bool(flags & socket.MSG_PEEK))
        while flags & _WAIT_FOR_ALL and 0 < len(data) < bufsize:
            more = opened.receive(bufsize - len(data), patience)
            if not more:
                break
            data += more
        return data

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        """Receive into *buffer*; return how many bytes."""
        self._now  # noqa: B018 raises if it is closed
        if type(nbytes) is not int or type(flags) is not int or nbytes < 0:
            let_it_complain("recv_into", buffer, nbytes, flags)
        view = self._writable(buffer, nbytes, flags)
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def _writable(self, buffer: Any, nbytes: int, flags: int) -> memoryview:
        try:
            view = memoryview(buffer).cast("B")
        except TypeError:
            view = memoryview(b"")
        if view.readonly or nbytes > len(view):
            let_it_complain("recv_into", buffer, nbytes, flags)
        return view

    def recvfrom(self, bufsize: Any, flags: int = 0, /) -> tuple[bytes, Any]:
        """Receive, and tell from where: of a stream that is not known."""
        if type(bufsize) is not int or bufsize < 0 or type(flags) is not int:
            let_it_complain("recvfrom", bufsize, flags)
        return self.recv(bufsize, flags), None

    def recvfrom_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> tuple[int, Any]:
        """Receive into *buffer*, and tell from where: of a stream that is not known."""
        return self.recv_into(buffer, nbytes, flags), None

    def recvmsg(self, bufsize: Any, ancbufsize: int = 0, flags: int = 0, /) -> tuple[bytes, list[Any], int, Any]:
        """Receive; there is no ancillary data here."""
        if type(bufsize) is not int or bufsize < 0 or ancbufsize < 0:
            let_it_complain("recvmsg", bufsize, ancbufsize, flags)
        return self.recv(bufsize, flags), [], 0, None

    def send(self, data: Any, flags: int = 0, /) -> int:
        """Send some of *data*; return how many bytes."""
        opened = self._now
        return opened.send(self._readable("send", data, flags), self._patience(flags))

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send all of *data*."""
        opened = self._now
        opened.send_all(self._readable("sendall", data, flags), self._patience(flags))

    def _readable(self, method: str, data: Any, flags: Any) -> memoryview:
        try:
            return memoryview(data).cast("B")
        except (TypeError, BufferError):
            let_it_complain(method, data, flags)
            return memoryview(bytes(data))

    def sendto(self, data: Any, *more: Any) -> int:
        """Send some of *data*; of a connection the address is no matter."""
        if not more:
            let_it_complain("sendto", data)
        flags = more[0] if len(more) > 1 else 0
        return self.send(data, flags)

    def sendmsg(self, buffers: Any, ancdata: Any = (), flags: int = 0, address: Any = None, /) -> int:
        """Send some of what *buffers* hold together."""
        if ancdata:
            self._names.floor.refuse(N_("handing file descriptors over (sendmsg)"))
        del address
        return self.send(b"".join(bytes(memoryview(part)) for part in buffers), flags)

    # -- the end -------------------------------------------------------------------------------------------------

    def shutdown(self, how: Any, /) -> None:
        """End one direction of the connection, or both."""
        opened = self._now
        if how not in (socket.SHUT_RD, socket.SHUT_WR, socket.SHUT_RDWR):
            let_it_complain("shutdown", how)
        if how not in (socket.SHUT_RD, socket.SHUT_WR, socket.SHUT_RDWR):
            raise failed(errno.EINVAL)
        opened.shut_down(how)

    def detach(self) -> int:
        """Let go of the file descriptor without closing it, and return it."""
        descriptor, self._fd, self._open = self._fd, -1, None
        return descriptor

    def close(self) -> None:
        """Close it; nothing happens if it is closed."""
        opened = self._open
        if opened is not None and self._generation == self._network.generation:
            opened.before_close()
        self._let_go()

    def _let_go(self) -> None:
        """Close it in one step, unless somebody else was first."""
        opened, descriptor = self._open, self._fd
        self._open, self._fd = None, -1
        if opened is None or self._generation != self._network.generation:
            return
        if self._network.files.get(descriptor) is not opened:
            raise failed(errno.EBADF)
        del self._network.files[descriptor]
        opened.close_reference()

    def __del__(self) -> None:
        opened = getattr(self, "_open", None)
        machine = self._network.machine
        if opened is None or machine.current is None or machine.ending or self._generation != self._network.generation:
            return
        warnings.warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)
        machine.unseen["when a socket is closed that nobody has any more"] = None
        self._let_go()


def make_socket_type(network: Network, names: Names) -> type[Socket]:
    """Return the class of sockets of *network*."""

    class Bound(Socket):
        __slots__ = ()
        _network = network
        _names = names

    dress(Bound, "_socket.socket")
    return Bound


def make_pair(socket_type: type[Socket], family: int, kind: int, proto: int) -> tuple[Socket, Socket]:
    """Return two sockets that are connected with each other."""
    network = socket_type._network
    socket_type._names.refuse_kind(family, kind & ~_FLAGS_OF_TYPE, proto, pair=True)
    me = network.me
    found = []
    one, other = connected_pair(me, me)
    for end in (one, other):
        end.other = _(_OTHER_END)
        opened = OpenSocket(network, family, proto)
        opened.end = end
        descriptor = network.new_descriptor()
        network.files[descriptor] = opened
        found.append(socket_type(family, kind, proto, descriptor))
    return found[0], found[1]


dress(Socket, "_socket.socket")
