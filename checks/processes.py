"""Words for specs of process katas: a record that many processes write, and what can be said about processes.

`ProcessSpans` is what `Spans` is for threads, and the words about spans (`overlaps`, `at_most_together`, ...) judge it
as well. It is a folder with one file, to which every process appends its marks, a line each: appending a short line is
a single step of the operating system, so the order of the lines is the order in which things happened. A path can be
handed to a process however it was started, and to a task of a pool; queues and barriers of multiprocessing can only be
inherited, which would forbid solutions that are right.

Who has to wait (`meet`, `wait_for`) does so in a read from a named pipe, without a timeout and without a thread: if
nobody ever comes, the machine sees that all processes are stuck, and no second is spent. Rejected: a patience in
seconds, which is too short on a busy machine and too long in a wrong solution; a manager, which is one more process in
every spec; a thread that hands out tickets, since forking a process with threads is what nobody should do.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing import process as multiprocessing_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from checks.saying import _, ngettext
from checks.spans import ENTER, LEAVE, POINT, Inside, Mark, most_together

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many processes at most may wait at one place.
_WAITERS: Final = 256


@dataclass(frozen=True)
class ProcessMark(Mark):
    """One entry of the record of many processes.

    :ivar thread: the name of the process; with that of the thread, if it is not the main one.
    :ivar pid: the number of the process that wrote it.
    :ivar parent: the number of that process's parent.
    """

    pid: int = 0
    parent: int = 0


class ProcessSpans:
    """Who was inside when, in which process: `Spans` for processes.

    It can be an argument of a process or of a pool's task, under every start method.

    :param folder: an empty folder, best the `tmp_path` of the spec; one folder for each record.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        self._file = self._folder / "marks"

    @property
    def marks(self) -> list[ProcessMark]:
        """What happened so far, in order."""
        if not self._file.exists():
            return []
        return [ProcessMark(*ast.literal_eval(line)) for line in self._file.read_text(encoding="utf-8").splitlines()]

    def enter(self, who: object) -> None:
        """Mark that *who* is inside from now on. *who* is a text, a number, or a tuple of these."""
        self._mark(ENTER, who)

    def leave(self, who: object) -> None:
        """Mark that *who* is no longer inside."""
        self._mark(LEAVE, who)

    def point(self, what: object) -> None:
        """Mark that *what* happened just now, and let go on who waits for it."""
        self._mark(POINT, what)
        self._open(f"point {what!r}")

    def inside(self, who: object) -> Inside:
        """Mark that *who* is inside for as long as the with-block runs, also when it raises."""
        return Inside(self, who)

    def meet(self, count: int) -> None:
        """Wait, inside, until *count* have been inside at the same time.

        It only works out if they can be: processes that run one after the other are stuck here, which the machine sees
        at once.
        """
        gate = f"meet {count}"
        with self._at(gate) as pipe:
            if most_together(self) >= count:
                self._open(gate)
            elif not self._is_open(gate):
                os.read(pipe, 1)

    def wait_for(self, what: object) -> None:
        """Wait until *what* was marked by `point`, in any process; if nobody ever does, the machine sees it at once."""
        gate = f"point {what!r}"
        with self._at(gate) as pipe:
            if not self._is_open(gate):
                os.read(pipe, 1)

    @property
    def points(self) -> list[Any]:
        """What was marked by `point`, in order."""
        return [mark.who for mark in self.marks if mark.kind == POINT]

    def happened(self, what: object) -> bool:
        """Return whether *what* was marked by `point` already."""
        return what in self.points

    def pids(self, *who: object) -> list[int]:
        """Return the numbers of the processes that marked something about *who* (by default anybody), each once."""
        return list(dict.fromkeys(mark.pid for mark in self.marks if not who or mark.who in who))

    def __repr__(self) -> str:
        # Where its files lie tells a reader nothing.
        return "ProcessSpans(...)"

    def _mark(self, kind: str, who: object) -> None:
        process, thread = multiprocessing.current_process().name, threading.current_thread()
        name = process if thread is threading.main_thread() else f"{process}, {thread.name}"
        line = repr((kind, who, name, os.getpid(), os.getppid())) + "\n"
        file = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)

    @contextlib.contextmanager
    def _at(self, gate: str) -> Iterator[int]:
        """Hold the pipe of *gate* open: what is written into a pipe that nobody holds open is lost."""
        path = self._path(gate)
        with contextlib.suppress(FileExistsError):
            os.mkfifo(path, 0o600)
        pipe = os.open(path, os.O_RDWR)
        try:
            yield pipe
        finally:
            os.close(pipe)

    def _path(self, gate: str) -> Path:
        return self._folder / hashlib.sha256(gate.encode()).hexdigest()

    def _is_open(self, gate: str) -> bool:
        return self._path(gate).with_suffix(".open").exists()

    def _open(self, gate: str) -> None:
        """Let go on who waits at *gate*, and who comes later."""
        if self._is_open(gate):
            return
        self._path(gate).with_suffix(".open").touch(mode=0o600)
        with self._at(gate) as pipe:
            os.write(pipe, b"." * _WAITERS)


def ran_elsewhere(spans: ProcessSpans, *who: object) -> None:
    """Assert that each of *who* was there, and in another process than the one that calls this."""
    __tracebackhide__ = True
    for one in who:
        pids = spans.pids(one)
        if not pids:
            raise AssertionError(_("{one} never ran, in no process", one=one))
        if os.getpid() in pids:
            raise AssertionError(
                _("{one} ran in the process that called your code; it should run in another one", one=one)
            )


def own_process_for_each(spans: ProcessSpans, *who: object) -> None:
    """Assert that each of *who* ran in a process of its own: not in the calling one, and no two in the same."""
    __tracebackhide__ = True
    ran_elsewhere(spans, *who)
    owners: dict[int, object] = {}
    for one in who:
        for pid in spans.pids(one):
            if pid in owners:
                raise AssertionError(
                    _(
                        "{other} and {one} ran in the same process; each should have one of its own",
                        other=owners[pid],
                        one=one,
                    )
                )
            owners[pid] = one


def at_most_processes(spans: ProcessSpans, limit: int) -> None:
    """Assert that not more than *limit* processes left marks."""
    __tracebackhide__ = True
    pids = spans.pids()
    if len(pids) > limit:
        raise AssertionError(
            ngettext(
                "{count} processes worked on this, and one should do it all",
                "{count} processes worked on this, and {limit} should do it all",
                limit,
                count=len(pids),
                limit=limit,
            )
        )


def all_joined() -> None:
    """Assert that this process has waited for all processes that it started, by `join` or in another way."""
    __tracebackhide__ = True
    # `active_children()` would do, if it did not join those that have ended; so would a look at the exit codes.
    started = multiprocessing_process._children  # type: ignore[attr-defined] # noqa: SLF001 - see the line before
    for process in sorted(started, key=lambda process: process.pid):
        if multiprocessing.connection.wait([process.sentinel], timeout=0):
            raise AssertionError(
                _("{process} has ended, and nobody has joined it: what is left of it is a zombie", process=process.name)
            )
        raise AssertionError(_("{process} is still running, and nobody has joined it", process=process.name))


def ended_with(process: multiprocessing.process.BaseProcess, code: int) -> None:
    """Assert that *process* has ended, and with this exit code; minus the number of a signal, if one killed it."""
    __tracebackhide__ = True
    got = process.exitcode
    if got is None:
        raise AssertionError(
            _("{process} is still running; it should have {ended}", process=process.name, ended=_ended(code))
        )
    if got != code:
        raise AssertionError(
            _(
                "{process} has {ended}; it should have {wanted}",
                process=process.name,
                ended=_ended(got),
                wanted=_ended(code),
            )
        )


def _ended(code: int) -> str:
    """Return what an exit code says, as it goes on after "has": "been killed by SIGTERM (exit code -15)"."""
    if code >= 0:
        return _("ended with exit code {code}", code=code)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = _("signal {signal}", signal=-code)
    return _("been killed by {name} (exit code {code})", name=name, code=code)
