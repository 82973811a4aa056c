"""A task in a supervised process of its own: it may loop, crash or eat memory, and its parent says what happened.

`run_in_child` runs a task in a forked copy of this process, or, given a `Fresh`, in a newly started interpreter with a
fixed hash seed. Messages arrive while it runs. The parent bounds the time between two messages, the memory and the
output; when a bound is passed it first asks for the Python stacks, so that the answer can name a line, and then ends
the child and every process that it started. A child that ends without the last frame has crashed, whatever its exit
status: `os._exit(0)` in a learner's function must never look like success. Nothing is left behind: no process, no
descriptor, no file with a name, whichever way the parent itself goes on.

Rejected: `multiprocessing.Process`, which trusts exit statuses and inherits the hash seed; a watchdog thread in the
child (`faulthandler.dump_traceback_later`), since forking a process with threads warns on Python 3.12 and later; pipes
for the output, since a parent that is busy would stop the child, and a file can be read in pieces for each spec.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from plugins.simulation import child_inside
from plugins.simulation.child_channel import Channel, Frames
from plugins.simulation.child_family import end_family

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

__all__ = ["CAN_FORK", "Channel", "Child", "Fresh", "Limits", "Outcome", "StackFrame", "run_in_child"]

#: Whether a child can be a copy of this process.
CAN_FORK: Final = hasattr(os, "fork")

#: How often a silent child is looked at, in seconds.
_LOOK: Final = 0.05
#: How long a child may take to end by itself after its last frame (coverage writes its data then), in seconds.
_GOODBYE: Final = 10.0
#: The same for one that has hung up without a last frame: it is dead, or as good as that.
_GOODBYE_OF_THE_DEAD: Final = 1.0
#: How long the stacks of a child that must be ended are waited for, in seconds.
_STACKS: Final = 5.0
#: How much of the output is kept in an answer, in bytes: its beginning, its end.
_HEAD, _TAIL = 4_000, 12_000
_STACK_LINE: Final = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<function>.*)')
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from plugins.simulation.child import _main_of_fresh; _main_of_fresh()"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a child; None means no bound.

    :ivar seconds: wall time from the start, from the parent's last message or from the child's last one.
    :ivar memory: bytes that the child may take beyond what it began with.
    :ivar output: bytes that it may write to standard output and standard error.
    """

    seconds: float | None = 20.0
    memory: int | None = 2 << 30
    output: int | None = 64 << 20


@dataclass(frozen=True, slots=True)
class Fresh:
    """A task for a newly started interpreter.

    :ivar target: the function as "module:name"; it gets the channel and *arguments* by name.
    :ivar arguments: plain values.
    :ivar environment: what is set in addition to this process's environment.
    """

    target: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=lambda: {"PYTHONHASHSEED": "0"})


class StackFrame(NamedTuple):
    """One call on a Python stack: where a thread of the child was."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended.

    :ivar kind: "done", "crash", "out-of-memory", "time-limit" or "output-limit"; "error" if the task raised.
    :ivar exit_status: the exit status, None if a signal ended it.
    :ivar signal: the number of the signal that ended it, None if none did; ours too.
    :ivar stacks: where its threads were when it crashed or passed a bound, each with the innermost call first; the
        running thread comes first.
    :ivar output: what it wrote to standard output and error, beginning and end if there is much of it.
    :ivar error: for "error" the traceback.
    """

    kind: str
    exit_status: int | None = None
    signal: int | None = None
    stacks: list[list[StackFrame]] = field(default_factory=list)
    output: str = ""
    error: str = ""

    @property
    def signal_name(self) -> str:
        """The signal's name, such as "SIGSEGV", or ""."""
        if self.signal is None:
            return ""
        with contextlib.suppress(ValueError):
            return signal.Signals(self.signal).name
        return f"signal {self.signal}"


def run_in_child(
    task: Callable[[Channel], object] | Fresh, limits: Limits, on_message: Callable[[Any], object] = lambda _: None
) -> Outcome:
    """Run *task* in a process of its own and wait for its end.

    :param task: called with a `Channel`; a callable runs in a forked copy of this process.
    :param on_message: called in this process with each message, as it arrives. What it raises ends the child and
        propagates, as Ctrl-C does.
    :raises NotImplementedError: for a callable where processes cannot be forked; give a `Fresh` there.
    """
    with Child(task, limits) as child:
        while not isinstance(answer := child.receive(), Outcome):
            on_message(answer)
        return answer


class Child:
    """A running child; used as a context manager, it is gone with all its family when the block ends.

    :param task: as for `run_in_child`.
    :param limits: its bounds.
    """

    def __init__(self, task: Callable[[Channel], object] | Fresh, limits: Limits) -> None:
        self.limits = limits
        self.outcome: Outcome | None = None
        # Open as long as the child lives: `_let_go` closes them.
        self._output: IO[bytes] = tempfile.TemporaryFile("a+b", buffering=0)  # noqa: SIM115
        self._stacks: IO[bytes] = tempfile.TemporaryFile("a+b", buffering=0)  # noqa: SIM115 - as the output
        self._told_output = 0
        self._status: int | None = None
        self._most_memory = 0
        self._popen: subprocess.Popen[bytes] | None = None
        ours, theirs = socket.socketpair()
        self._lifeline, their_lifeline = _lifeline()
        self._frames = Frames(ours)
        try:
            if isinstance(task, Fresh):
                self.pid = self._start_fresh(task, theirs, their_lifeline)
            else:
                self.pid = self._fork(task, ours, theirs, their_lifeline)
        except BaseException:
            self._let_go()
            raise
        finally:
            theirs.close()
            if their_lifeline is not None:
                os.close(their_lifeline)
        self._last_sign = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, message: Any) -> None:
        """Send *message*, a plain value; the clock of the time bound starts again.

        A child that is no longer there is told of by the next `receive`.
        """
        self._last_sign = time.monotonic()
        with contextlib.suppress(OSError):
            self._frames.send("message", message)

    def receive(self) -> Any | Outcome:
        """Wait for the child's next message, and return it; return the `Outcome` when there will be none."""
        while self.outcome is None:
            try:
                frame = self._frames.waiting()
            except ValueError:
                return self._end("crash")
            if frame is None:
                self._wait()
            elif frame[0] == "message":
                self._last_sign = time.monotonic()
                return frame[1]
            else:
                _, how, error = frame
                return self._end(how, error=error, goodbye=_GOODBYE)
        return self.outcome

    def new_output(self, written: int | None = None) -> str:
        """Return what was written to standard output and error since the last call.

        :param written: `Channel.written` of the moment up to which it is wanted; None for now.
        """
        size = self._size_of_output()
        start, self._told_output = self._told_output, size if written is None else min(written, size)
        return _text_of(self._output, start, self._told_output)

    def finish(self, seconds: float = _GOODBYE) -> Outcome:
        """Tell the child that no more is wanted, and wait for its end; messages on the way are dropped.

        :param seconds: how long it may take, in wall time.
        """
        self.limits = replace(self.limits, seconds=seconds)
        self._last_sign = time.monotonic()
        with contextlib.suppress(OSError):
            self._frames.send("end")
        while not isinstance(answer := self.receive(), Outcome):
            pass
        return answer

    def close(self) -> None:
        """End the child and its family, if that has not happened yet."""
        if self.outcome is None:
            self._end("closed")

    def _fork(
        self, task: Callable[[Channel], object], ours: socket.socket, theirs: socket.socket, lifeline: int | None
    ) -> int:
        if not CAN_FORK:
            raise NotImplementedError("this platform cannot fork a process; give a Fresh, with the task's name")
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            # What waits in a buffer would be written by both processes.
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()  # type: ignore[union-attr] # None in a process without a terminal: suppressed
        with warnings.catch_warnings():
            # Since 3.12: "This process is multi-threaded"; whoever has threads uses a Fresh.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid:
            return pid
        # From here on nothing may come back to the caller: it is the parent's code.
        try:
            ours.close()
            if self._lifeline is not None and lifeline is not None:
                os.close(self._lifeline)
                child_inside.end_with_parent(lifeline)
        finally:
            child_inside.run_and_exit(task, theirs, self._output.fileno(), self._stacks, self.limits.memory)

    def _start_fresh(self, task: Fresh, theirs: socket.socket, lifeline: int | None) -> int:
        flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined] # as multiprocessing does
        command = [sys.executable, *flags, "-c", _BOOT, json.dumps([os.path.abspath(place) for place in sys.path])]
        told: dict[str, Any] = {
            "target": task.target,
            "arguments": dict(task.arguments),
            "memory": self.limits.memory,
            "lifeline": lifeline,
        }
        passed = [] if sys.platform == "win32" else [theirs.fileno(), *([] if lifeline is None else [lifeline])]
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=self._output,
            stderr=self._stacks,
            env={**os.environ, **task.environment},
            pass_fds=passed,
        )
        if sys.platform == "win32":
            end: int | str = theirs.share(self._popen.pid).hex()
        else:
            end = theirs.fileno()
        assert self._popen.stdin is not None
        with contextlib.suppress(OSError):
            self._popen.stdin.write(json.dumps({**told, "end": end}).encode())
        with contextlib.suppress(OSError):
            self._popen.stdin.close()
        return self._popen.pid

    def _wait(self) -> None:
        """Wait a little for more to arrive; end the child when it passes a bound or is dead."""
        limits = self.limits
        left = _LOOK
        if limits.seconds is not None:
            left = min(left, self._last_sign + limits.seconds - time.monotonic())
        if left <= 0:
            self._end("time-limit")
            return
        with contextlib.suppress(TimeoutError):
            if not self._frames.receive_more(left):
                self._end("crash", goodbye=_GOODBYE_OF_THE_DEAD)
            return
        if limits.output is not None and self._size_of_output() > limits.output:
            self._end("output-limit")
        elif limits.memory is not None and _resident_memory(self.pid) > limits.memory:
            self._end("out-of-memory")
        elif self._is_dead():
            self._end("crash")

    def _end(self, kind: str, *, error: str = "", goodbye: float = 0.0) -> Outcome:
        """End the child and its family and let go of everything.

        :param goodbye: how long a child that said or showed that it ends may take to do so in its own way, in seconds.
        """
        try:
            if kind in {"time-limit", "output-limit"}:
                self._ask_for_stacks()
            if goodbye:
                end_family(self.pid, spare_root=True)
                with contextlib.suppress(OSError):
                    self._frames.send("end")
                self._wait_for_death(goodbye)
        finally:
            # Also when Ctrl-C came in between; and once more after a goodbye, for what was started meanwhile.
            end_family(self.pid, spare_root=self._is_dead())
            self._wait_for_death(_GOODBYE)
            exit_status, ended_by = _read_status(self._status)
            if kind == "crash" and self._looks_out_of_memory(ended_by):
                kind = "out-of-memory"
            stacks, noise = _read_stacks(self._stacks)
            self.outcome = Outcome(
                kind=kind,
                exit_status=exit_status,
                signal=ended_by,
                stacks=stacks,
                output=_text_of(self._output, 0, self._size_of_output()) + noise,
                error=error,
            )
            self._let_go()
        return self.outcome

    def _wait_for_death(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        pause = 0.0005
        while not self._is_dead() and time.monotonic() < deadline:
            time.sleep(pause)
            pause = min(2 * pause, _LOOK)

    def _let_go(self) -> None:
        self._frames.close()
        self._output.close()
        self._stacks.close()
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    def _is_dead(self) -> bool:
        """Whether the child has ended; it is reaped then."""
        if self._status is not None:
            return True
        if self._popen is not None and sys.platform == "win32":
            self._status = self._popen.poll()
            return self._status is not None
        try:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
        except ChildProcessError:  # somebody else took the status, as a process that ignores SIGCHLD does
            pid, status, usage = self.pid, 0, None
        if not pid:
            return False
        self._status = os.waitstatus_to_exitcode(status)
        if usage is not None:
            # Kilobytes, but bytes on macOS: getrusage(2).
            self._most_memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        if self._popen is not None:
            self._popen.returncode = self._status
        return True

    def _looks_out_of_memory(self, ended_by: int | None) -> bool:
        """Whether a death without a word came of memory: the kernel's, or of C code that could not get any."""
        if self.limits.memory is None or ended_by is None:
            return False
        return self._most_memory > self.limits.memory // 2

    def _ask_for_stacks(self) -> None:
        """Let faulthandler write the child's Python stacks, which it does in the midst of C code too."""
        if child_inside.STACK_SIGNAL is None or self._is_dead():
            return
        before = size = self._size_of_stacks()
        with contextlib.suppress(OSError):
            os.kill(self.pid, child_inside.STACK_SIGNAL)
        deadline = time.monotonic() + _STACKS
        while time.monotonic() < deadline:
            time.sleep(0.01)
            last, size = size, self._size_of_stacks()
            if size > before and size == last:
                return

    def _size_of_output(self) -> int:
        return os.fstat(self._output.fileno()).st_size

    def _size_of_stacks(self) -> int:
        return os.fstat(self._stacks.fileno()).st_size


def _lifeline() -> tuple[int | None, int | None]:
    """Return both ends of a pipe that the parent holds open as long as it lives: (its own, the child's)."""
    if sys.platform == "win32":
        return None, None
    theirs, ours = os.pipe()
    return ours, theirs


def _main_of_fresh() -> None:
    """Be the child: what `_BOOT` calls in a new interpreter."""
    told = json.loads(sys.stdin.buffer.read())
    if sys.platform == "win32":
        end = socket.fromshare(bytes.fromhex(told["end"]))
    else:
        end = socket.socket(fileno=told["end"])
    end.set_inheritable(False)
    if told["lifeline"] is not None:
        os.set_inheritable(told["lifeline"], False)
        child_inside.end_with_parent(told["lifeline"])
    # Standard error was given as the file for the stacks; it becomes the output when the streams are claimed.
    stacks = os.fdopen(os.dup(2), "wb", buffering=0)
    output = os.dup(1)

    def task(channel: Channel) -> None:
        module, _, name = told["target"].partition(":")
        getattr(importlib.import_module(module), name)(channel, **told["arguments"])

    child_inside.run_and_exit(task, end, output, stacks, told["memory"])


def _resident_memory(pid: int) -> int:
    """Return the bytes that process *pid* has in memory, where its address space cannot be bounded; else 0."""
    if sys.platform != "linux":
        import psutil

        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(pid).memory_info().rss)
    return 0


def _read_status(status: int | None) -> tuple[int | None, int | None]:
    """Return exit status and signal, one of them None, of a subprocess's *status*."""
    if status is not None and status < 0:
        return None, -status
    return status, None


def _read_stacks(file: IO[bytes]) -> tuple[list[list[StackFrame]], str]:
    """Return the stacks in *file*, the running thread's first, and the text if there is no stack in it.

    Text without a stack comes from an interpreter that failed before it could run a task.
    """
    text = _read_at(file, 0, os.fstat(file.fileno()).st_size)
    current: list[list[StackFrame]] = []
    others: list[list[StackFrame]] = []
    into = others
    for line in text.splitlines():
        if line.startswith(("Current thread ", "Stack (", "Thread ")):
            into = others if line.startswith("Thread ") else current
            into.append([])
        elif into and (found := _STACK_LINE.match(line)):
            into[-1].append(StackFrame(found["file"], int(found["line"]), found["function"]))
    stacks = [stack for stack in current + others if stack]
    return stacks, "" if stacks else text


def _text_of(file: IO[bytes], start: int, end: int) -> str:
    """Return the text from *start* to *end*, without its middle if that is long."""
    if end - start <= _HEAD + _TAIL:
        return _read_at(file, start, end - start)
    left_out = end - start - _HEAD - _TAIL
    return f"{_read_at(file, start, _HEAD)}\n[{left_out:,} bytes left out]\n{_read_at(file, end - _TAIL, _TAIL)}"


def _read_at(file: IO[bytes], start: int, size: int) -> str:
    """Return a piece of *file* as text; its position is left alone, for a forked child shares it and may be writing."""
    if hasattr(os, "pread"):
        piece = os.pread(file.fileno(), size, start)
    else:
        file.seek(start)
        piece = file.read(size)
    return piece.decode("utf-8", "replace")
