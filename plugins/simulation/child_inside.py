"""The child's own side: what a new process does to itself before it runs a task, and how it ends.

It gets its own session, no standard input, its own standard output, a bound for its memory, and a place where
faulthandler writes Python stacks: of a crash at once, of a running program when the parent asks by a signal. Learner
code may do anything afterwards, so nothing here is relied on: a child that ends without the last frame has crashed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import signal
import sys
import traceback
from typing import IO, TYPE_CHECKING, Final, NoReturn

from plugins.simulation.child_channel import Channel

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

#: The parent asks by this signal for the stacks; None where faulthandler cannot be asked.
STACK_SIGNAL: Final[signal.Signals | None] = getattr(signal, "SIGUSR2", None)

_STANDARD_INPUT, _STANDARD_OUTPUT, _STANDARD_ERROR = 0, 1, 2


def run_and_exit(
    task: Callable[[Channel], object], end: socket.socket, output: int, stacks: IO[bytes], memory: int | None
) -> NoReturn:
    """Run *task* as this process's whole life and end it, whatever happens.

    :param end: this side's end of the connection.
    :param output: the descriptor of the file that standard output and standard error go to.
    :param stacks: the file for Python stacks.
    :param memory: bytes that may be taken beyond what is there now, or None.
    """
    channel = Channel(end, output)
    status = 1
    try:
        with contextlib.suppress(OSError, AttributeError):
            os.setsid()
        channel.claim_streams()
        _show_stacks_in(stacks)
        _bound_memory(memory)
        task(channel)
        status = 0
        channel.finish("done")
    except MemoryError:
        channel.finish("out-of-memory")
    except BaseException:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt: the parent tells them
        with contextlib.suppress(BaseException):
            channel.finish("error", traceback.format_exc())
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BaseException):
                stream.flush()
        os._exit(status)


def claim_standard_streams(output: int) -> None:
    """Let standard output and error of this process, as file descriptors and as Python files, be *output*."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _STANDARD_INPUT)
    os.close(nothing)
    os.dup2(output, _STANDARD_OUTPUT)
    os.dup2(output, _STANDARD_ERROR)
    sys.stdin = _text_file(_STANDARD_INPUT, "r")
    sys.stdout = sys.__stdout__ = _text_file(_STANDARD_OUTPUT, "w")  # type: ignore[misc] # readable only, says typeshed
    sys.stderr = sys.__stderr__ = _text_file(_STANDARD_ERROR, "w")  # type: ignore[misc] # readable only, says typeshed


def _text_file(descriptor: int, mode: str) -> io.TextIOWrapper:
    raw = io.FileIO(descriptor, mode, closefd=False)
    buffered = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def _show_stacks_in(stacks: IO[bytes]) -> None:
    faulthandler.cancel_dump_traceback_later()
    faulthandler.enable(stacks)
    if STACK_SIGNAL is not None:
        faulthandler.register(STACK_SIGNAL, stacks, all_threads=True, chain=False)


def _bound_memory(memory: int | None) -> None:
    """Let an allocation beyond *memory* fail with MemoryError, and no crash leave a core file."""
    try:
        import resource
    except ImportError:  # Windows: the parent looks at the size of the process now and then
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if memory is None:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = _address_space() + memory
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


def _address_space() -> int:
    """Return how many bytes of address space this process has, 0 where nobody tells."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def end_with_parent(lifeline: int) -> None:
    """Let the kernel end this process when the other end of the pipe *lifeline* is closed, also by a parent's death.

    Linux only: fcntl(2), F_SETSIG. Elsewhere a child notices its parent's death when it next sends a message.
    """
    try:
        import fcntl
    except ImportError:
        return
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
