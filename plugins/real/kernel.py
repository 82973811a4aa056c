"""What the kernel tells of processes: who descends from whom, which task sleeps in which call (Linux, `/proc`).

See proc_pid_stat(5), proc_pid_status(5), proc_pid_syscall(5). Every function bears that a process ends meanwhile.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Whether the kernel tells all of this.
KNOWN: Final = sys.platform == "linux" and Path(f"/proc/self/task/{os.getpid()}/children").exists()

_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_PR_SET_CHILD_SUBREAPER: Final = 36
#: How processes are started that multiprocessing keeps for itself.
_HELPERS: Final = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")


@dataclass(frozen=True, slots=True)
class Stat:
    """What `/proc/PID/stat` says of a process or a task.

    :ivar state: R, S, D, T, t, Z, X or I.
    :ivar seconds: processor time that it used, and of its children whose end somebody has waited for.
    :ivar resident: bytes in memory.
    :ivar status: what a zombie ended with, negative for a signal; None for others.
    """

    name: str
    state: str
    parent: int
    group: int
    session: int
    seconds: float
    threads: int
    resident: int
    status: int | None = None


def adopt_orphans(adopt: bool = True) -> None:
    """Become the parent of all descendants whose own parent dies, or no longer: prctl(2), PR_SET_CHILD_SUBREAPER."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, int(adopt), 0, 0, 0)


def children(pid: int) -> list[int]:
    """Return the children of process *pid*, zombies included."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                found += map(int, file.read().split())
    return found


def descendants(root: int, without: frozenset[int] = frozenset()) -> list[int]:
    """Return all processes that descend from *root*, parents first, but for those in *without* and theirs."""
    found: list[int] = []
    todo = [root]
    while todo:
        for child in children(todo.pop()):
            if child not in without:
                found.append(child)
                todo.append(child)
    return found


def stat(pid: int, task: int | None = None) -> Stat | None:
    """Return what is known of process *pid*, or of one of its tasks; None if it is gone."""
    place = f"/proc/{pid}/stat" if task is None else f"/proc/{pid}/task/{task}/stat"
    try:
        with open(place, "rb") as file:
            text = file.read()
    except OSError:
        return None
    end = text.rindex(b")")
    field = text[end + 2 :].split()
    status = None
    if field[0] == b"Z":
        with contextlib.suppress(IndexError, ValueError):
            status = os.waitstatus_to_exitcode(int(field[49]))
    return Stat(
        name=text[text.index(b"(") + 1 : end].decode("utf-8", "replace"),
        state=chr(field[0][0]),
        parent=int(field[1]),
        group=int(field[2]),
        session=int(field[3]),
        seconds=sum(map(int, field[11:15])) / _TICKS,
        threads=int(field[17]),
        resident=int(field[21]) * _PAGE,
        status=status,
    )


def tasks(pid: int) -> list[int]:
    """Return the tasks (threads) of process *pid*."""
    with contextlib.suppress(OSError):
        return [int(task) for task in os.listdir(f"/proc/{pid}/task")]
    return []


def own_memory(pid: int) -> int:
    """Return the bytes that *pid* has in memory, its part only of what several processes share."""
    with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/smaps_rollup", "rb") as file:
        for line in file:
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def command(pid: int) -> list[str]:
    """Return the command line of *pid*; [] if it is gone."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return [part.decode("utf-8", "replace") for part in file.read().split(b"\0") if part]
    return []


def is_helper(pid: int) -> bool:
    """Whether *pid* looks like a process that multiprocessing keeps for itself: resource tracker or fork server.

    One that was just started has no command line yet, and is known by the number that its starter has noted.
    """
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        line = file.read()
        # A child of the fork server is its copy, command line included; the server itself leads no such thing.
        if _HELPERS[0] in line:
            return True
        if _HELPERS[1] in line:
            above = stat(pid)
            with contextlib.suppress(OSError), open(f"/proc/{above.parent if above else 0}/cmdline", "rb") as parent:
                return _HELPERS[1] not in parent.read()
    return False
