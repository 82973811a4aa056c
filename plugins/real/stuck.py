"""Whether a process tree is stuck for certain: every task sleeps in a call without a timeout, and none has moved.

Two looks that show each task asleep, in the same call, after the same number of context switches prove that between
them nobody ran; so there was a moment at which all slept. Who sleeps in a call without a timeout is woken by another
task of the tree, or by something outside (which `calls.py` excludes), or never. A busy computer changes nothing about
that: who could run but does not get a processor is not asleep. So no waiting time is part of the proof; looks are a few
milliseconds apart to cost little. Only network code, which works in the background, is given more time.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.real import calls, kernel, records, stacks
from plugins.real.sockets import Sockets
from plugins.simulation.child_family import family

if TYPE_CHECKING:
    from plugins.real.calls import Wait
    from plugins.real.records import OpenFile

#: Looks at the same picture before it is a proof, and the seconds that they take at least, with network code and not.
_LOOKS: Final = 3
_SECONDS: Final = 0.02
_SECONDS_OF_NETWORK: Final = 0.06
#: Seconds that processes have to say where they are.
_PATIENCE: Final = 1.0
#: The same for faulthandler, whose answer is waited for only where somebody is busy.
_LAST_PATIENCE: Final = 5.0
_ASLEEP: Final = "S"
_HALTED: Final = "T"
_GONE: Final = "ZXx"

#: A task as one look shows it: number, state, call with arguments, context switches.
_Picture = tuple[int, str, str, bytes]


@dataclass(slots=True)
class Process:
    """A process of a run at its end.

    :ivar waits: for each task that sleeps in a call without a timeout, what that is; None for others.
    :ivar answer: what it says of its threads, None if it did not answer.
    :ivar open: what its descriptors stand for, and whether they can be written to.
    """

    pid: int
    stat: kernel.Stat
    command: list[str]
    helper: bool
    waits: dict[int, Wait | None] = field(default_factory=dict)
    answer: dict[str, Any] | None = None
    open: dict[int, tuple[str, bool]] = field(default_factory=dict)


@dataclass(slots=True)
class Snapshot:
    """The processes of a run at one moment, by number."""

    processes: dict[int, Process] = field(default_factory=dict)


class Looks:
    """Compares each look with those before.

    :param supervisor: the parent of all.
    :param root: the first process of the run.
    :param others: children of the supervisor that do not belong to the run.
    """

    def __init__(self, supervisor: int, root: int, others: frozenset[int]) -> None:
        self._supervisor = supervisor
        self._root = root
        self._others = others
        self._before: dict[int, list[_Picture]] = {}
        self._same = 0
        self._since = 0.0
        self._network = False
        with contextlib.suppress(OSError):
            self._outside = frozenset(calls.inode(supervisor, int(fd)) for fd in os.listdir(f"/proc/{supervisor}/fd"))

    def stuck(self, family: dict[int, kernel.Stat], noted: list[dict[str, Any]]) -> bool:
        """Whether nobody in *family* can ever go on.

        :param noted: what its processes have noted so far.
        """
        timed = {record["pid"] for record in noted if record["kind"] == "timer"}
        idle = {record["task"] for record in noted if record["kind"] == "idles"}
        if timed & family.keys():
            return False
        pictures = _pictures(family, idle)
        if pictures is None or pictures != self._before:
            self._before = pictures or {}
            self._same = 1 if pictures else 0
            self._since = time.monotonic()
            self._network = False
            return False
        self._same += 1
        passed = time.monotonic() - self._since
        if self._same < _LOOKS or passed < (_SECONDS_OF_NETWORK if self._network else _SECONDS):
            return False
        sockets = Sockets(family)
        if not self._all_for_ever(pictures, sockets):
            return False
        self._network = sockets.network
        if self._network and passed < _SECONDS_OF_NETWORK:
            return False
        # What was read on the way must belong to the same moment.
        members = kernel.descendants(self._supervisor, self._others)
        return set(members) == family.keys() and _pictures(family, idle) == pictures

    def _all_for_ever(self, pictures: dict[int, list[_Picture]], sockets: Sockets) -> bool:
        for pid, tasks in pictures.items():
            if _has_timers(pid):
                return False
            for task, state, text, _ in tasks:
                if state == _HALTED:
                    continue
                wait = calls.wait_of(pid, task, text)
                if wait is None or not calls.only_by_its_own(pid, wait, self._outside, sockets):
                    return False
        return True

    def snapshot(
        self, stacks_file: OpenFile, answers: OpenFile, *, ask: bool, helpers: frozenset[int] = frozenset()
    ) -> Snapshot:
        """Return the processes as they are now.

        :param stacks_file: where faulthandler writes.
        :param answers: where processes answer.
        :param ask: whether they are asked where they are, which disturbs them.
        :param helpers: processes that multiprocessing keeps for itself, those that are known by their number.
        """
        if not kernel.KNOWN:
            members = sorted(family({self._root}) | {self._root})
        else:
            members = kernel.descendants(self._supervisor, self._others)
        shot = Snapshot()
        for pid in members:
            one = kernel.stat(pid) or kernel.Stat("", "?", 0, 0, 0, 0.0, 0, 0)
            process = Process(pid, one, kernel.command(pid), pid in helpers or kernel.is_helper(pid))
            shot.processes[pid] = process
            if not ask:
                continue
            for task in kernel.tasks(pid):
                process.waits[task] = calls.wait_of(pid, task, _read(f"/proc/{pid}/task/{task}/syscall"))
            process.open = _open_files(pid)
        if ask:
            _ask(shot, answers, stacks_file)
        return shot


def _pictures(family: dict[int, kernel.Stat], idle: set[int]) -> dict[int, list[_Picture]] | None:
    """Return how all tasks sleep, by process; None if one does not."""
    found: dict[int, list[_Picture]] = {}
    for pid in family:
        found[pid] = []
        for task in kernel.tasks(pid):
            if task in idle:
                continue
            one = kernel.stat(pid, task)
            if one is None:
                return None
            if one.state in _GONE:
                continue
            if one.state not in (_ASLEEP, _HALTED):
                return None
            text = _read(f"/proc/{pid}/task/{task}/syscall")
            if not text or text.startswith("running"):
                return None
            found[pid].append((task, one.state, text, _switches(pid, task)))
    return found if any(found.values()) else None


def _switches(pid: int, task: int) -> bytes:
    """Return the lines of a task's status that count its context switches."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/status", "rb") as file:
        text = file.read()
        return text[text.rfind(b"\nvoluntary_ctxt_switches") :]
    return b""


def _read(path: str) -> str:
    with contextlib.suppress(OSError), open(path, encoding="ascii", errors="replace") as file:
        return file.read()
    return ""


def _has_timers(pid: int) -> bool:
    """Whether a process has timers of its own: timer_create(2)."""
    return bool(_read(f"/proc/{pid}/timers").strip())


def _open_files(pid: int) -> dict[int, tuple[str, bool]]:
    found = {}
    with contextlib.suppress(OSError):
        for fd in map(int, os.listdir(f"/proc/{pid}/fd")):
            flags = _read(f"/proc/{pid}/fdinfo/{fd}").partition("flags:")[2].split()
            writes = bool(flags) and int(flags[0], 8) & os.O_ACCMODE != os.O_RDONLY
            found[fd] = (calls.inode(pid, fd), writes)
    return found


def _ask(shot: Snapshot, answers: OpenFile, stacks_file: OpenFile) -> None:
    """Let every process say where it is."""
    asked = set()
    start = answers.size
    for pid, process in shot.processes.items():
        if process.stat.state in _GONE or not _handles(pid, stacks.QUESTION):
            continue
        with contextlib.suppress(OSError):
            os.kill(pid, stacks.QUESTION)
            if process.stat.state == _HALTED:
                os.kill(pid, signal.SIGCONT)
            asked.add(pid)
    deadline = time.monotonic() + _PATIENCE
    while asked and time.monotonic() < deadline:
        time.sleep(0.002)
        asked -= {
            pid
            for pid in asked
            if kernel.stat(pid) is None or _read(f"/proc/{pid}/stat").rpartition(")")[2][1:2] in _GONE
        }
        for record in records.parsed(answers.read(start, answers.size - start).splitlines()):
            if record["kind"] == "answer" and record["pid"] in asked:
                asked.discard(record["pid"])
                shot.processes[record["pid"]].answer = record
    for pid in asked:
        shot.processes[pid].answer = _by_faulthandler(pid, stacks_file)


def _by_faulthandler(pid: int, file: OpenFile) -> dict[str, Any] | None:
    """Return the stacks of a process whose interpreter does not get to answer, since it is in C code."""
    if not _handles(pid, stacks.LAST_RESORT):
        return None
    start = last = file.size
    with contextlib.suppress(OSError):
        os.kill(pid, stacks.LAST_RESORT)
    deadline = time.monotonic() + _LAST_PATIENCE
    while time.monotonic() < deadline:
        time.sleep(0.01)
        size = file.size
        if size > start and size == last:
            break
        last = size
    return {"threads": stacks.parse(file.read(start, file.size - start).decode("utf-8", "replace"))}


def _handles(pid: int, number: int) -> bool:
    """Whether a process has a handler for a signal, which would end it otherwise."""
    if sys.platform != "linux":
        return True
    caught = _read(f"/proc/{pid}/status").partition("SigCgt:")[2].split()
    return bool(caught) and bool(int(caught[0], 16) >> (number - 1) & 1)
