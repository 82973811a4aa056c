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
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from plugins.real import beginning, ending, kernel, records
from plugins.real.folder import Folder
from plugins.real.stuck import Looks, Snapshot
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

#: Bytes that the stack of a thread may grow to, which count as allocated.
_STACK: Final = 8 << 20
#: Seconds between two looks: at the least, as a multiple of what a look costs, at the most.
_BETWEEN: Final = 0.01
_TIMES_ITS_COST: Final = 6
_MOST_BETWEEN: Final = 0.1
#: Seconds that a program gets after its body returned and left something behind: long enough to see it stuck.
_AFTER_LEFTOVER: Final = 0.3
#: Seconds that a process has to end when the first one has.
_AFTER_THE_END: Final = 0.1
#: Seconds between two signs of life.
_SIGN: Final = 1.0

#: Records of all kinds that are kept, and the kinds of which all are.
_MOST_RECORDS: Final = 20_000
_DECIDING: Final = frozenset({"report", "body", "left", "end", "exit", "strayed", "too many", "helper"})

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
#: Bounds that decide whatever the program says of itself: what it says may come of them.
TOO_MUCH: Final = (MEMORY, PROCESSES, THREADS, OUTPUT)


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
    :ivar decided: when the supervisor knew how it ended, by `time.monotonic`.
    """

    kind: str
    status: int | None
    records: list[dict[str, Any]]
    output: str
    errors: str
    snapshot: Snapshot | None = None
    seconds: float = 0.0
    decided: float = 0.0

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
    alive()
    run = _Run(task, bounds)
    try:
        kind = run.watch(alive)
        return run.end(kind, time.monotonic())
    finally:
        run.close()


class _Run:
    """One run."""

    _swept = False

    def __init__(self, task: Callable[[beginning.Place], object], bounds: Bounds) -> None:
        kernel.adopt_orphans()
        if kernel.KNOWN and not _Run._swept:
            _Run._swept = True
            ending.sweep_after_the_dead()
        self._bounds = bounds
        self._folder = Folder()
        # There a run may write, whatever else it must not.
        self._records, self._output, self._errors, self._stacks = (
            records.OpenFile(self._folder.path) for _ in range(4)
        )
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
            folder=self._folder.path,
            prefix=ending.prefix_of(os.getpid()),
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
                memory=3 * self._bounds.memory + _STACK * self._bounds.threads,
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
                self._take_records(everything=True)
                if any(record["kind"] == "too many" for record in self._noted):
                    return PROCESSES
                return DONE if any(record["kind"] == "end" for record in self._noted) else DIED
            begun = time.monotonic()
            if (kind := self._look()) is not None:
                return kind
            now = time.monotonic()
            between = min(max(_BETWEEN, _TIMES_ITS_COST * (now - begun)), _MOST_BETWEEN)
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

    def _take_records(self, *, everything: bool = False) -> None:
        while lines := self._records.new_lines():
            found = records.parsed(lines)
            if len(self._noted) > _MOST_RECORDS:
                # A program that fails without end; what decides its verdict is still taken.
                found = [record for record in found if record["kind"] in _DECIDING]
            self._noted += found
            if any(record["kind"] == "left" for record in found):
                self._forget_helpers()
            if not everything:
                return

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

    def end(self, kind: str, decided: float) -> Ending:
        """Return how it ended, after a look at what is there if it has to be ended.

        :param decided: when that was known.
        """
        snapshot = None
        if kind not in (DONE, DIED):
            asks = kind in (STUCK, SECONDS, PROCESSOR, LEFT, OUTPUT)
            snapshot = self._looks.snapshot(self._stacks, self._records, ask=asks, helpers=self._helpers)
            self._take_records(everything=True)
        elif kind == DONE and kernel.KNOWN:
            self._note_survivors()
            self._take_records(everything=True)
        return Ending(
            kind,
            self._status,
            self._noted,
            ending.text_of(self._output),
            ending.text_of(self._errors),
            snapshot,
            time.monotonic() - self._started,
            decided,
        )

    @property
    def _helpers(self) -> frozenset[int]:
        """The processes that multiprocessing keeps for itself, as far as their starters have noted them."""
        return frozenset(
            child for one in self._noted if one["kind"] == "helper" and isinstance(child := one.get("child"), int)
        )

    def _forget_helpers(self) -> None:
        """Take out of what was left behind the helpers of other processes, which the first one cannot know."""
        helpers = self._helpers
        for record in [record for record in self._noted if record["kind"] == "left"]:
            record["processes"] = [one for one in record["processes"] if one["pid"] not in helpers]
            if not (record["processes"] or record["threads"] or record["shared"]):
                self._noted.remove(record)

    def _note_survivors(self) -> None:
        """Note which processes outlive the first one; it could not see those whose own parent has gone before."""
        deadline = time.monotonic() + _AFTER_THE_END
        while True:
            helpers = self._helpers
            found = [
                (pid, one)
                for pid in kernel.descendants(os.getpid(), self._others)
                if (one := kernel.stat(pid)) is not None
                and one.state not in "ZXx"
                and pid not in helpers
                and not kernel.is_helper(pid)
            ]
            if not found or time.monotonic() > deadline:
                break
            time.sleep(0.005)
        if found and not any(record["kind"] == "left" for record in self._noted):
            left = [{"pid": pid, "name": _("process {pid} ({name})", pid=pid, name=one.name)} for pid, one in found]
            self._noted.append({"kind": "left", "pid": 0, "processes": left, "threads": [], "shared": []})

    def close(self) -> None:
        """Leave nothing behind."""
        ending.end_tree(self.pid, reaped=self._status is not None, others=self._others)
        ending.sweep(
            self._place.prefix, [record["name"] for record in self._noted if record["kind"] == "shared memory"]
        )
        if self._pidfd is not None:
            os.close(self._pidfd)
        os.close(self._lifeline)
        for file in (self._records, self._output, self._errors, self._stacks):
            file.close()
        self._forks.close()
        self._folder.close()


def signal_name(status: int) -> str:
    """Return the name of the signal that a negative exit status stands for."""
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return _("signal {signal}", signal=-status)
