"""How a run begins: what its first process does to itself before it runs the program.

A session and process group of its own, standard streams that are files, bounds that the kernel keeps, a folder for its
temporary files, names that tell whose semaphores and shared memory are whose, and a main module that spawned processes
can import.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import faulthandler
import mmap
import os
import signal
import struct
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing import managers, process, shared_memory, synchronize, util  # noqa: F401 - before a process is copied
from typing import Final

from plugins.real import inside, records, stacks  # noqa: F401 - as above
from plugins.simulation.child_inside import claim_standard_streams

_STANDARD_ERROR: Final = 2
_COUNTS: Final = struct.Struct("=II")
#: What the kernel ends first when memory is short.
_FIRST_TO_GO: Final = b"1000"


@dataclass(frozen=True, slots=True)
class Place:
    """What a run works with.

    :ivar records: the file for `records.write`.
    :ivar output: the file that standard output goes to.
    :ivar stacks: the file for faulthandler.
    :ivar folder: the folder for temporary files.
    :ivar prefix: what the names of its semaphores and of its shared memory begin with.
    """

    records: str
    output: str
    stacks: str
    folder: str
    prefix: str


class Forks:
    """Bounds how many processes a tree has, for programs that fork faster than anybody can look.

    The supervisor writes how many there are, each fork adds one, and beyond the bound os.fork fails as it does when the
    system has no more processes. The kernel's own bound (RLIMIT_NPROC) counts all processes of a user, and root's not.
    Counting is not exact, as many processes write; the supervisor, who comes along some milliseconds later, is.

    :param most: so many processes may there be.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts = mmap.mmap(-1, mmap.PAGESIZE)
        self._told = False

    def set(self, alive: int) -> None:
        """Note how many there are."""
        self._counts[: _COUNTS.size] = _COUNTS.pack(alive, 0)

    def bound(self) -> None:
        """Keep to the bound in this process and those that are forked from it."""
        sys.addaudithook(self._on_event)

    def _on_event(self, event: str, _: object) -> None:
        if event != "os.fork":
            return
        alive, started = _COUNTS.unpack(self._counts[: _COUNTS.size])
        if alive + started > self._most:
            if not self._told:
                # Once, also in the copies that come of it: many would keep the supervisor busy.
                self._told = True
                inside.note("too many")
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        self._counts[: _COUNTS.size] = _COUNTS.pack(alive, started + 1)

    def close(self) -> None:
        """Let go of the memory."""
        self._counts.close()


def begin(
    place: Place, *, output: int, errors: int, lifeline: int, memory: int, files: int, size: int, forks: Forks
) -> None:
    """Prepare this process, which was just forked.

    :param output: the descriptor that standard output becomes.
    :param errors: the descriptor that standard error becomes.
    :param lifeline: a pipe's end; when the other end is closed, the kernel ends this process and its group.
    :param memory: bytes of data that it may allocate.
    :param files: files that it may have open.
    :param size: bytes that a file may grow to.
    :param forks: counts forks.
    """
    os.setsid()
    forks.bound()
    _end_with_supervisor(lifeline)
    claim_standard_streams(output)
    os.dup2(errors, _STANDARD_ERROR)
    _bound(memory, files, size)
    _keep_files_in(place.folder)
    _name_what_is_shared(place.prefix)
    faulthandler.enable(_STANDARD_ERROR)
    atexit._clear()
    # The one exit function of the library that is registered when it is imported, which was before this process was.
    atexit.register(util._exit_function)  # type: ignore[attr-defined] # not in typeshed
    os.environ[records.VARIABLE] = place.records
    os.environ[records.STACKS] = place.stacks
    inside.install(place.records, place.stacks, light=False)
    inside.be_main()


def _end_with_supervisor(lifeline: int) -> None:
    """Let the kernel end this process group when the supervisor is gone: fcntl(2), F_SETSIG. Linux only."""
    import fcntl

    if not hasattr(fcntl, "F_SETSIG"):
        return
    with contextlib.suppress(OSError):
        # A description of its own: the owner of the signal belongs to it, and forked processes share it.
        fresh = os.open(f"/proc/self/fd/{lifeline}", os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(fresh, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(fresh, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(fresh, fcntl.F_SETFL, fcntl.fcntl(fresh, fcntl.F_GETFL) | os.O_ASYNC)
    os.close(lifeline)


def _bound(memory: int, files: int, size: int) -> None:
    import resource

    def limit(which: int, bound: int) -> None:
        hard = resource.getrlimit(which)[1]
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))

    # Address space says little about a program with threads: each reserves much and takes little.
    limit(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)[1])
    limit(resource.RLIMIT_DATA, memory)
    limit(resource.RLIMIT_NOFILE, files)
    limit(resource.RLIMIT_FSIZE, size)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "wb") as file:
        file.write(_FIRST_TO_GO)


def _keep_files_in(folder: str) -> None:
    os.environ["TMPDIR"] = folder
    tempfile.tempdir = folder


def _name_what_is_shared(prefix: str) -> None:
    # Inherited by every process that multiprocessing starts.
    process.current_process()._config["semprefix"] = f"/{prefix}"  # type: ignore[attr-defined] # not in typeshed
    shared_memory._SHM_NAME_PREFIX = f"/{prefix}"  # type: ignore[attr-defined] # not in typeshed


def flush() -> None:
    """Write out what waits in the buffers of the standard streams."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
