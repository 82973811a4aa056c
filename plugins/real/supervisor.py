"""Runs a task in a process tree of its own, bounds it, knows when it is stuck, and leaves nothing of it behind.

The supervisor has no threads and no part in what the tree does: it forks, looks into `/proc` every few milliseconds,
and reads what the processes note (`records.py`). It becomes the parent of whoever loses its own, so that a process that
forks twice to escape stays in the family. Where there is no `/proc`, the bound in seconds remains.

Rejected: a supervisor thread beside the program, which would make forking unsafe and can be starved by it; control
groups, which need rights that a learner does not have.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from plugins.real import beginning, ending, kernel, records
from plugins.real.stuck import Looks, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds between two looks: at the least, and as a multiple of what a look costs.
_BETWEEN: Final = 0.01
_TIMES_ITS_COST: Final = 6
#: Seconds that a program gets after its body returned and left something behind: long enough to see it stuck.
_AFTER_LEFTOVER: Final = 0.3
#: Seconds between two signs of life.
_SIGN: Final = 1.0

DONE: Final = "done"
DIED: Final = "died"
STUCK: Final = "stuck"
LEFT: Final = "left"
SECONDS: Final = "seconds"
PROCESSOR: Final = "processor"
MEMORY: Final = "memory"
PROCESSES: Final = "processes"
THREADS: Final = "threads"
OUTPUT: Final = "output"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a run may take.

    :ivar seconds: wall time.
    :ivar processor: seconds of processor time, of all processes together.
    :ivar memory: bytes in memory, of all processes together.
    :ivar processes: processes at the same time.
    :ivar threads: threads at the same time, of all processes together.
    :ivar output: bytes written to standard output and standard error.
    :ivar files: open files of a process.
    """

    seconds: float = 20.0
    processor: float = 15.0
    memory: int = 1 << 30
    processes: int = 100
    threads: int = 500
    output: int = 64 << 20
    files: int = 512


@dataclass(slots=True)
class Ending:
    """How a run ended.

    :ivar kind: one of this module's words.
    :ivar status: what the first process ended with, negative for a signal; None if the supervisor ended it.
    :ivar records: what the processes noted.
    :ivar output: what they wrote to standard output.
    :ivar errors: what they wrote to standard error.
    :ivar snapshot: the processes as they were at the end, where the supervisor ended the run.
    :ivar seconds: wall time of the run.
    """

    kind: str
    status: int | None
    records: list[dict[str, Any]]
    output: str
    errors: str
    snapshot: Snapshot | None = None
    seconds: float = 0.0

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of one kind."""
        return [record for record in self.records if record["kind"] == kind]


def supervise(
    task: Callable[[beginning.Place], object], bounds: Bounds, alive: Callable[[], object] = lambda: None
) -> Ending:
    """Run *task* in a forked process and wait until it and all that it started are gone.

    :param task: called in the new process, with the files that it works with.
    :param alive: called now and then while it runs.
    """
    run = _Run(task, bounds)
    try:
        kind = run.watch(alive)
        return run.end(kind)
    finally:
        run.close()


class _Run:
    """One run."""

    def __init__(self, task: Callable[[beginning.Place], object], bounds: Bounds) -> None:
        kernel.adopt_orphans()
        self._bounds = bounds
        self._records = records.OpenFile()
        self._output, self._errors = records.OpenFile(), records.OpenFile()
        self._stacks = records.OpenFile()
        self._folder = tempfile.mkdtemp(prefix="kata-")
        self._noted: list[dict[str, Any]] = []
        self._others = frozenset(kernel.children(os.getpid()))
        self._started = time.monotonic()
        self._status: int | None = None
        self._pidfd: int | None = None
        self._left_since: float | None = None
        self._forks = beginning.Forks(bounds.processes)
        lifeline, ours = os.pipe()
        self._lifeline = ours
        self._place = beginning.Place(
            records=self._records.path,
            output=self._output.path,
            stacks=self._stacks.path,
            folder=self._folder,
            prefix=f"kata{os.getpid():x}{os.path.basename(self._folder)[5:]}",
        )
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            self._begin(task, lifeline)
        self.pid: Final = pid
        os.close(lifeline)
        if hasattr(os, "pidfd_open"):
            with contextlib.suppress(OSError):
                self._pidfd = os.pidfd_open(pid)
        self._looks = Looks(os.getpid(), pid, self._others)

    def _begin(self, task: Callable[[beginning.Place], object], lifeline: int) -> NoReturn:
        """Be the new process; nothing may come back from here."""
        try:
            os.close(self._lifeline)
            beginning.begin(
                self._place,
                output=self._output.file.fileno(),
                errors=self._errors.file.fileno(),
                lifeline=lifeline,
                memory=3 * self._bounds.memory,
                files=self._bounds.files,
                size=4 * self._bounds.output,
                forks=self._forks,
            )
            task(self._place)
        finally:
            os._exit(1)

    def watch(self, alive: Callable[[], object]) -> str:
        """Wait for the end of the first process, or for a reason to end it; return how it is."""
        told = time.monotonic()
        between = _BETWEEN
        while True:
            if self._has_ended(between):
                self._take_records()
                if any(record["kind"] == "too many" for record in self._noted):
                    return PROCESSES
                return DONE if any(record["kind"] == "end" for record in self._noted) else DIED
            begun = time.monotonic()
            if (kind := self._look()) is not None:
                return kind
            now = time.monotonic()
            between = max(_BETWEEN, _TIMES_ITS_COST * (now - begun))
            if now - told > _SIGN:
                alive()
                told = now

    def _has_ended(self, seconds: float) -> bool:
        """Wait for the first process, at most so long; return whether it has ended."""
        if self._pidfd is not None:
            poll = select.poll()
            poll.register(self._pidfd, select.POLLIN)
            if not poll.poll(seconds * 1000):
                return False
        deadline = time.monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(0.001)

    def _take_records(self) -> None:
        self._noted += records.parsed(self._records.new_lines())

    def _look(self) -> str | None:
        """Look at the tree; return why it must be ended, or None."""
        bounds = self._bounds
        self._take_records()
        if time.monotonic() - self._started > bounds.seconds:
            return SECONDS
        if self._output.size + self._errors.size > bounds.output:
            return OUTPUT
        if not kernel.KNOWN:
            return self._look_at_leftover()
        family = kernel.descendants(os.getpid(), self._others)
        self._forks.set(len(family))
        if len(family) > bounds.processes or any(record["kind"] == "too many" for record in self._noted):
            return PROCESSES
        known = {pid: one for pid in family if (one := kernel.stat(pid)) is not None}
        if sum(one.threads for one in known.values()) > bounds.threads:
            return THREADS
        if (
            sum(one.resident for one in known.values()) > bounds.memory
            and sum(map(kernel.own_memory, known)) > bounds.memory
        ):
            return MEMORY
        if sum(one.seconds for one in known.values()) > bounds.processor:
            return PROCESSOR
        if self._looks.stuck(known, self._noted):
            return STUCK
        return self._look_at_leftover()

    def _look_at_leftover(self) -> str | None:
        """Return `LEFT` when a program that has left something behind had its time to end or to be stuck."""
        if self._left_since is None:
            if any(record["kind"] == "left" for record in self._noted):
                self._left_since = time.monotonic()
        elif time.monotonic() - self._left_since > _AFTER_LEFTOVER:
            return LEFT
        return None

    def end(self, kind: str) -> Ending:
        """End what is there, after a look at it if it had to be ended."""
        snapshot = None
        if kind not in (DONE, DIED) and kernel.KNOWN:
            asks = kind in (STUCK, SECONDS, PROCESSOR, LEFT, OUTPUT)
            snapshot = self._looks.snapshot(self._stacks, self._records, ask=asks)
            self._take_records()
        elif kernel.KNOWN:
            snapshot = self._looks.snapshot(self._stacks, self._records, ask=False)
        return Ending(
            kind,
            self._status,
            self._noted,
            ending.text_of(self._output),
            ending.text_of(self._errors),
            snapshot,
            time.monotonic() - self._started,
        )

    def close(self) -> None:
        """Leave nothing behind."""
        ending.end_tree(self.pid, reaped=self._status is not None, others=self._others)
        ending.sweep(self._place.prefix, [record["name"] for record in self._noted if record["kind"] == "shared memory"])
        if self._pidfd is not None:
            os.close(self._pidfd)
        os.close(self._lifeline)
        for file in (self._records, self._output, self._errors, self._stacks):
            file.close()
        self._forks.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def signal_name(status: int) -> str:
    """Return the name of the signal that a negative exit status stands for."""
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"
