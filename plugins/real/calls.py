"""Whether a task sleeps for ever: the call it is in, whether that has a timeout, and whether only its own can wake it.

The numbers of calls and the order of their arguments are the kernel's interface, which does not change; they differ by
architecture. What is not known here counts as something that may end. A wait for something outside the tree (the
terminal, another computer, a pipe whose other end the supervisor holds) counts as such too, and so does whatever has a
timeout, however long.
"""

from __future__ import annotations

import contextlib
import os
import platform
import stat as file_kinds
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from plugins.real.sockets import Sockets

READ, WRITE, POLL, SELECT, EPOLL = "read", "write", "poll", "select", "epoll"
FUTEX, CHILD, SIGNAL, OPEN, STOPPED = "futex", "child", "signal", "open", "stopped"
ACCEPT: Final = "accept"

#: By machine, for each call that may sleep: what it is, and which argument is its timeout, -1 if it has none.
_CALLS: Final[dict[str, dict[int, tuple[str, int]]]] = {
    "x86_64": {
        0: (READ, -1), 19: (READ, -1), 45: (READ, -1), 47: (READ, -1),
        1: (WRITE, -1), 20: (WRITE, -1), 44: (WRITE, -1), 46: (WRITE, -1),
        43: (ACCEPT, -1), 288: (ACCEPT, -1),
        7: (POLL, 2), 271: (POLL, 2), 23: (SELECT, 4), 270: (SELECT, 4), 232: (EPOLL, 3), 281: (EPOLL, 3),
        202: (FUTEX, 3), 449: (FUTEX, 3), 61: (CHILD, -1), 247: (CHILD, -1),
        34: (SIGNAL, -1), 130: (SIGNAL, -1), 128: (SIGNAL, 2), 257: (OPEN, -1),
    },
    "aarch64": {
        63: (READ, -1), 65: (READ, -1), 207: (READ, -1), 212: (READ, -1),
        64: (WRITE, -1), 66: (WRITE, -1), 206: (WRITE, -1), 211: (WRITE, -1),
        202: (ACCEPT, -1), 242: (ACCEPT, -1),
        73: (POLL, 2), 72: (SELECT, 4), 22: (EPOLL, 3),
        98: (FUTEX, 3), 449: (FUTEX, 3), 260: (CHILD, -1), 95: (CHILD, -1),
        133: (SIGNAL, -1), 137: (SIGNAL, 2), 56: (OPEN, -1),
    },
}  # fmt: skip
_OF_THIS_MACHINE: Final = _CALLS.get(platform.machine(), {})
#: poll and epoll_wait count in milliseconds, and say "for ever" by -1; the others point to a time, or to nothing.
_IN_MILLISECONDS: Final = {7, 232, 281} if platform.machine() == "x86_64" else {22}
#: -1 in the 32 bits that the kernel looks at.
_MINUS_ONE: Final = 0xFFFFFFFF
#: futex(2): the operations that wait.
_FUTEX_WAITS: Final = {0, 6, 9, 11, 13}
_FUTEX_COMMAND: Final = 0x7F
_FUTEX: Final = {202, 98}
_POLLFD: Final = struct.Struct("=ihh")
_MOST_FDS: Final = 4096
_LONGEST_PATH: Final = 4096


@dataclass(frozen=True, slots=True)
class Wait:
    """A call without a timeout that a task sleeps in.

    :ivar kind: what it waits for, one of the words of this module.
    :ivar fds: the descriptors that it waits on.
    :ivar address: of a futex.
    """

    kind: str
    fds: tuple[int, ...] = ()
    address: int = 0


def wait_of(pid: int, task: int, text: str) -> Wait | None:
    """Return what *task* of process *pid* waits for, or None if that may come to an end by itself.

    :param text: what `/proc/PID/task/TID/syscall` says.
    """
    field = text.split()
    if len(field) < 7 or field[0] in ("running", "-1"):  # noqa: PLR2004 - the number and six arguments
        return None
    number = int(field[0])
    argument = [int(value, 16) for value in field[1:7]]
    kind, timeout = _OF_THIS_MACHINE.get(number, ("", -1))
    if not kind or (timeout >= 0 and not _is_for_ever(number, argument[timeout])):
        return None
    if kind == FUTEX:
        if number in _FUTEX and argument[1] & _FUTEX_COMMAND not in _FUTEX_WAITS:
            return None
        return Wait(FUTEX, address=argument[0])
    if kind in (READ, WRITE, ACCEPT):
        return Wait(kind, (argument[0],))
    if kind in (CHILD, SIGNAL):
        return Wait(kind)
    try:
        if kind == OPEN:
            return _opening(pid, task, argument[1])
        fds = _fds(pid, kind, argument)
    except (OSError, ValueError, struct.error):
        return None
    return Wait(kind, fds)


def _is_for_ever(number: int, timeout: int) -> bool:
    if number in _IN_MILLISECONDS:
        return timeout & _MINUS_ONE == _MINUS_ONE
    return timeout == 0


def _fds(pid: int, kind: str, argument: list[int]) -> tuple[int, ...]:
    """Return which descriptors a call looks at that is given many."""
    if kind == POLL:
        count = min(argument[1], _MOST_FDS)
        piece = _memory(pid, argument[0], count * _POLLFD.size)
        return tuple(fd for fd, _, _ in _POLLFD.iter_unpack(piece) if fd >= 0)
    if kind == SELECT:
        count = min(argument[0], _MOST_FDS)
        found: set[int] = set()
        for place in argument[1:4]:
            if place:
                bits = int.from_bytes(_memory(pid, place, (count + 63) // 64 * 8), "little")
                found |= {fd for fd in range(count) if bits >> fd & 1}
        return tuple(sorted(found))
    with open(f"/proc/{pid}/fdinfo/{argument[0]}", encoding="ascii") as file:
        return tuple(int(line.split()[1]) for line in file if line.startswith("tfd:"))


def _opening(pid: int, task: int, place: int) -> Wait | None:
    """Return the wait of a task that opens a named pipe, which nobody has opened at its other end."""
    name = _memory(pid, place, 256).partition(b"\0")[0][:_LONGEST_PATH]
    path = name if name.startswith(b"/") else os.path.join(os.readlink(f"/proc/{pid}/task/{task}/cwd").encode(), name)
    return Wait(OPEN) if file_kinds.S_ISFIFO(os.stat(path).st_mode) else None


def _memory(pid: int, place: int, size: int) -> bytes:
    """Return a piece of the memory of a process."""
    file = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        return os.pread(file, size, place)
    finally:
        os.close(file)


def inode(pid: int, fd: int) -> str:
    """Return what descriptor *fd* of process *pid* stands for: "pipe:[123]", a path; "" if that is unknown."""
    with contextlib.suppress(OSError):
        return os.readlink(f"/proc/{pid}/fd/{fd}")
    return ""


def only_by_its_own(pid: int, wait: Wait, outside: frozenset[str], sockets: Sockets) -> bool:
    """Whether nobody outside the tree can end *wait*.

    :param outside: what the supervisor has open, as `inode` says it.
    :param sockets: the sockets of the tree.
    """
    for fd in wait.fds:
        what = inode(pid, fd)
        if not what:
            # It was closed while somebody waited at it, which does not end the wait. No program can come to it any
            # more; at its other end, if it has one, are programs that are looked at themselves.
            continue
        if what in outside:
            return False
        if what.startswith("pipe:") or what in ("anon_inode:[eventfd]", "anon_inode:[pidfd]", "anon_inode:pidfd"):
            continue
        if what.startswith("pidfd:"):
            continue
        if what.startswith("socket:"):
            if not sockets.only_among_themselves(what, wait.kind):
                return False
            continue
        try:
            if not file_kinds.S_ISFIFO(os.stat(f"/proc/{pid}/fd/{fd}").st_mode):
                return False
        except OSError:
            return False
    return True
