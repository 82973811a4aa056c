"""Whether a socket is one among the processes of a tree, and nothing is on its way to it.

TCP over the loopback is not handed over in one step: what was sent may still be on its way while sender and receiver
both sleep. `/proc/net/tcp` tells how many bytes that are (proc_net(5)).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTENS: Final = "0A"
_CONNECTED: Final = {"01", "04", "05", "08"}
#: Both ends are there, or the other one has said its last.
_WHOLE: Final = {"01", "08"}
#: The name of an end that belongs to no program: it waits to be accepted, or its program is gone.
_NOBODYS: Final = "socket:[0]"
_THIS_COMPUTER: Final = (
    "0100007F",
    "00000000000000000000000001000000",
    "0000000000000000FFFF00000100007F",
    "00000000",
    "0" * 32,
)
_TABLES: Final = ("tcp", "tcp6", "udp", "udp6")


@dataclass(frozen=True, slots=True)
class _Socket:
    local: str
    remote: str
    state: str
    sending: int
    received: int
    stream: bool


class Sockets:
    """The sockets of this computer, looked at once.

    :param pids: the processes of the tree.
    """

    def __init__(self, pids: Iterable[int]) -> None:
        self._pids = list(pids)
        self._by_inode: dict[str, _Socket] | None = None
        self._own: set[str] = set()
        #: Whether anything that was asked about goes over the network code, which takes its time.
        self.network = False

    def only_among_themselves(self, inode: str, kind: str) -> bool:
        """Whether nobody but the processes of the tree can write to, read from or connect to a socket."""
        self._look()
        assert self._by_inode is not None  # noqa: S101 - for the type checker
        one = self._by_inode.get(inode)
        if one is None:
            # No TCP or UDP: of the Unix family, whose messages are handed over in one step.
            return True
        self.network = True
        if not one.local.startswith(_THIS_COMPUTER):
            return False
        if kind != "write" and one.received:
            return False
        if one.state == _LISTENS or not one.stream:
            return True
        if one.state not in _CONNECTED:
            return False
        for other_inode, other in self._by_inode.items():
            if other.stream and (other.local, other.remote) == (one.remote, one.local):
                among_themselves = other_inode in self._own or self._waits_to_be_accepted(other_inode, other)
                return among_themselves and (kind == "write" or not other.sending)
        # Nobody is at the other end any more.
        return False

    def _waits_to_be_accepted(self, inode: str, end: _Socket) -> bool:
        """Whether *end* of a connection is no program's yet, and only the processes of the tree can accept it."""
        assert self._by_inode is not None  # noqa: S101 - for the type checker
        port = end.local.partition(":")[2]
        listeners = [
            listener_inode
            for listener_inode, listener in self._by_inode.items()
            if listener.state == _LISTENS and listener.stream and listener.local.endswith(f":{port}")
        ]
        nobodys = inode.startswith(_NOBODYS) and end.state in _WHOLE
        return nobodys and bool(listeners) and self._own.issuperset(listeners)

    def _look(self) -> None:
        if self._by_inode is not None:
            return
        self._by_inode = {}
        for table in _TABLES:
            with contextlib.suppress(OSError), open(f"/proc/self/net/{table}", encoding="ascii") as file:
                next(file, None)
                for line in file:
                    field = line.split()
                    sending, received = field[4].split(":")
                    name = f"socket:[{field[9]}]"
                    if name == _NOBODYS:
                        name += field[0]  # there may be many of these
                    self._by_inode[name] = _Socket(
                        field[1], field[2], field[3], int(sending, 16), int(received, 16), table.startswith("tcp")
                    )
        for pid in self._pids:
            with contextlib.suppress(OSError):
                for fd in os.listdir(f"/proc/{pid}/fd"):
                    with contextlib.suppress(OSError):
                        self._own.add(os.readlink(f"/proc/{pid}/fd/{fd}"))
