"""What the processes of a spec write down, and how they wait for each other: `Journal`, `Signal`, `Meeting`.

A spec hands the learner's code functions that will run in other processes, and wants to know afterwards what happened
there, in which order and in which process. All three classes hold nothing but paths. So they reach every process, with
each start method, also as an argument of a pool's task, where the events and barriers of `multiprocessing` may not go;
they start no thread, since a process with threads should not fork; and they share nothing with the queues and locks
that the katas are about.

Who waits here sleeps in the kernel, in a read of a pipe without a timeout. If the other one never comes, that is a
deadlock, which the real machine knows at once; no spec has to guess how long is long enough.

A `Journal` is a file that is only appended to: a short line is written in one step, so lines of two processes do not
mix, and their order is the order in which things happened. Signals are named pipes (POSIX).
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Seconds for which somebody who should *not* be overtaken gives the others the opportunity to do so. A right solution
#: spends them in vain, a wrong one is caught in them.
A_WHILE: Final = 0.2

#: Seconds after which somebody who should have been through long ago is taken for one who waits in vain. Only wrong
#: solutions spend them.
PATIENCE: Final = 5.0


@dataclass(frozen=True)
class Entry:
    """One line of a journal.

    :ivar what: what happened.
    :ivar pid: in which process.
    """

    what: str
    pid: int


class Journal:
    """Lines that any process may write, in the order in which they were written.

    :param folder: an existing folder that belongs to the spec: `tmp_path`.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal"
        self._path.touch()

    def note(self, what: object) -> None:
        """Write down that *what* happened just now, in this process."""
        with self._path.open("ab", buffering=0) as file:
            file.write(f"{os.getpid()} {what}\n".encode())

    @property
    def entries(self) -> list[Entry]:
        """All lines up to now."""
        lines = (line.split(" ", 1) for line in self._path.read_text("utf-8").splitlines())
        return [Entry(what, int(pid)) for pid, what in lines]

    @property
    def lines(self) -> list[str]:
        """What happened up to now, without saying where."""
        return [entry.what for entry in self.entries]

    def pids(self, what: str = "") -> list[int]:
        """Return the processes that wrote a line which begins with *what*, in order of these lines."""
        return [entry.pid for entry in self.entries if entry.what.startswith(what)]


class Signal:
    """Something that one process tells another one; it is remembered until somebody waits for it.

    :param folder: an existing folder that belongs to the spec.
    :param name: what it tells, in a word or two: it is the name of the pipe.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / name
        os.mkfifo(self._path)
        self._open()

    def give(self, times: int = 1) -> None:
        """Let *times* who wait go on, now or later."""
        os.write(self._pipe, b"." * times)

    def wait(self) -> None:
        """Sleep until it is given, however long that takes."""
        os.read(self._pipe, 1)

    def _open(self) -> None:
        self._pipe = os.open(self._path, os.O_RDWR)  # both ends: opening does not wait, and what is given stays

    def __getstate__(self) -> Path:
        return self._path

    def __setstate__(self, path: Path) -> None:
        self._path = path
        self._open()


class Meeting:
    """A place where the first *count* who come wait for each other; who comes later goes on at once.

    It works out only if all of them are under way at the same time.
    """

    def __init__(self, folder: Path, count: int, name: str = "all are there") -> None:
        self._count = count
        self._visitors = folder / f"visitors, until {name}"
        self._visitors.touch()
        self._all_are_there = Signal(folder, name)

    def meet(self) -> None:
        """Wait until *count* have come."""
        with self._visitors.open("ab", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(b".")
            came = file.tell()
        if came < self._count:
            self._all_are_there.wait()
        elif came == self._count:
            self._all_are_there.give(self._count - 1)


def linger() -> None:
    """Take a while, so that whoever does not wait for this process is ahead of it."""
    time.sleep(A_WHILE)


def no_children_left(when: str) -> None:
    """Assert that this process has no child processes any more.

    :param when: "when it returned", for the sentence.
    """
    __tracebackhide__ = True
    left = multiprocessing.active_children()
    if left:
        are = "a child process is" if len(left) == 1 else f"{len(left)} child processes are"
        names = ", ".join(child.name for child in left)
        raise AssertionError(f"{are} still running {when}: {names}")


def in_other_processes(journal: Journal, what: str) -> None:
    """Assert that what begins with *what* happened, and in other processes than this one."""
    __tracebackhide__ = True
    for entry in _entries(journal, what):
        if entry.pid == os.getpid():
            raise AssertionError(f"{entry.what!r} happened in the process that called, not in one of its children")


def in_this_process(journal: Journal, what: str) -> None:
    """Assert that what begins with *what* happened, and in this process, from which the learner's code was called."""
    __tracebackhide__ = True
    for entry in _entries(journal, what):
        if entry.pid != os.getpid():
            raise AssertionError(f"{entry.what!r} happened in a child process, not in the one that called")


def own_process_for_each(journal: Journal, what: str) -> None:
    """Assert that each line that begins with *what* was written by another process."""
    __tracebackhide__ = True
    seen: dict[int, str] = {}
    for entry in _entries(journal, what):
        if entry.pid in seen:
            raise AssertionError(f"{seen[entry.pid]!r} and {entry.what!r} happened in the same process")
        seen[entry.pid] = entry.what


def at_most_processes(journal: Journal, what: str, limit: int) -> None:
    """Assert that the lines that begin with *what* were written by at most *limit* processes."""
    __tracebackhide__ = True
    count = len({entry.pid for entry in _entries(journal, what)})
    if count > limit:
        raise AssertionError(f"{count} processes were at work, and there should be at most {limit}")


def happened_before(journal: Journal, first: Iterable[str], then: str) -> None:
    """Assert that all of *first* and then *then* stand in the journal."""
    __tracebackhide__ = True
    lines = journal.lines
    if then not in lines:
        raise AssertionError(f"{then!r} never happened")
    for what in first:
        if what not in lines:
            raise AssertionError(f"{what!r} never happened")
        if lines.index(what) > lines.index(then):
            raise AssertionError(f"{then!r} came before {what!r}; it should have come after it")


def _entries(journal: Journal, what: str) -> list[Entry]:
    """Return the lines that begin with *what*, of which there must be some."""
    __tracebackhide__ = True
    entries = [entry for entry in journal.entries if entry.what.startswith(what)]
    if not entries:
        raise AssertionError(f"this never happened: {what}")
    return entries
