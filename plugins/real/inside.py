"""What each Python process of a run does to itself: it notes what it starts and how it fails, and answers questions.

Installed in the process that runs the spec; forked ones inherit it, spawned ones get it from `spawned.py`. Nothing here
changes what a program does: it notes, and calls what was there before. Learner code may undo all of it, so the
supervisor relies on none of it; what is missing is missing in the explanation.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
import traceback
import types
import weakref
from multiprocessing import process as mp_process
from typing import TYPE_CHECKING, Any, Final

from plugins.real import records

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

#: The folder of the standard library.
LIBRARY: Final = os.path.dirname(os.path.realpath(os.__file__))
#: Our own folders, whose frames nobody needs to see.
PLUGINS: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
_MOST_FRAMES: Final = 40
#: What pools and executors hang on an exception that they carry over.
_REMOTE: Final = ("RemoteTraceback", "_RemoteTraceback")
_FRAME: Final = re.compile(
    r'^  File "(?P<file>.*)", line (?P<line>\d+), in (?P<function>.*)(?:\n    (?P<source>\S.*))?', re.MULTILINE
)
#: The longest message of an exception that is passed on.
_LONGEST: Final = 4000

#: Every process object that this process has started, with what was noted about it.
STARTED: Final[list[mp_process.BaseProcess]] = []
#: Every lock of multiprocessing that this process knows.
LOCKS: Final[weakref.WeakSet[Any]] = weakref.WeakSet()
#: The modules that start what multiprocessing keeps for itself.
_KEEPERS: Final = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
#: The numbers of such processes that this process has started.
_HELPERS: Final[set[int]] = set()

_PATH = ""


def path() -> str:
    """Return where records go, "" in a process that belongs to no run."""
    return _PATH


def note(kind: str, **fields: Any) -> None:
    """Write a record."""
    if _PATH:
        records.write(_PATH, kind, **fields)


def install(where: str, stacks_path: str = "", *, light: bool) -> None:
    """Prepare this process.

    :param where: the file of records.
    :param stacks_path: the file for faulthandler.
    :param light: it was started anew, and its streams are its own: lines are written as they are printed.
    """
    global _PATH  # noqa: PLW0603 - one run a process
    _PATH = where
    _watch_threads()
    _watch_processes()
    _watch_timers()
    _watch_memory()
    if light:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(line_buffering=True)  # type: ignore[union-attr] # not a TextIOWrapper: suppressed
    from plugins.real import stacks

    stacks.answer_questions(stacks_path)


def be_main() -> None:
    """Let spawned processes take `spawned.py` for this process's main module."""
    from importlib.util import find_spec

    main = types.ModuleType("__main__")
    main.__spec__ = find_spec("plugins.real.spawned")
    sys.modules["__main__"] = main


def helpers() -> frozenset[int]:
    """Return the numbers of the processes that multiprocessing keeps for itself, as far as this process knows them."""
    from multiprocessing import forkserver, resource_tracker

    known = (
        getattr(getattr(resource_tracker, "_resource_tracker", None), "_pid", None),
        getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None),
    )
    return frozenset(pid for pid in (*_HELPERS, *known) if isinstance(pid, int))


def is_library(file: str) -> bool:
    """Whether *file* is part of Python, or of this machinery."""
    if file.startswith("<"):
        return True
    return (file.startswith(LIBRARY) and "site-packages" not in file) or file.startswith(PLUGINS + os.sep)


def place_of_call() -> tuple[str, int]:
    """Return file and line of the innermost call that is not the library's."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if not is_library(frame.f_code.co_filename):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return "", 0


def name_of(function: object) -> str:
    """Return how a learner calls *function*."""
    return getattr(function, "__qualname__", "") or getattr(function, "__name__", "") or type(function).__name__


def describe_error(error: BaseException) -> dict[str, Any]:
    """Return an exception as plain values: its type, its message, its frames with the innermost last."""
    frames = [
        [frame.filename, frame.lineno or 0, frame.name, (frame.line or "").strip()]
        for frame in traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    ]
    if type(error.__cause__).__name__ in _REMOTE:
        # It travelled from another process as its text.
        found = _FRAME.finditer(str(error.__cause__))
        frames += [[one["file"], int(one["line"]), one["function"], one["source"] or ""] for one in found]
    said = "".join(traceback.format_exception_only(error)).strip()[:_LONGEST]
    return {
        "type": type(error).__name__,
        "message": str(error)[:_LONGEST],
        "said": said,
        "frames": frames,
        "assertion": isinstance(error, AssertionError),
        "memory": isinstance(error, MemoryError),
        "code": repr(error.code) if isinstance(error, SystemExit) else "",
        "not_written": isinstance(error, NotImplementedError),
    }


def note_error(error: BaseException, thread: str = "") -> None:
    """Note an exception that nobody caught, in a thread or in a process of the program."""
    with contextlib.suppress(Exception):
        note("raised", process=mp_process.current_process().name, thread=thread, error=describe_error(error))


def _watch_threads() -> None:
    # Not the one of pytest, which makes warnings of what we tell.
    original = threading.__excepthook__

    def excepthook(told: threading.ExceptHookArgs) -> None:
        # `SystemExit` ends a thread quietly.
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            name = told.thread.name if told.thread is not None else "a thread"
            if name != "QueueFeederThread":
                note_error(told.exc_value, name)
        original(told)

    threading.excepthook = excepthook


def _watch_processes() -> None:
    base = mp_process.BaseProcess
    start, bootstrap = base.start, base._bootstrap  # type: ignore[attr-defined] # not in typeshed
    print_exc = traceback.print_exc

    def noting_start(self: mp_process.BaseProcess) -> None:
        # Gone after the start.
        target = getattr(self, "_target", None)
        start(self)
        STARTED.append(self)
        file, line = place_of_call()
        note(
            "started",
            child=self.pid,
            name=self.name,
            target=name_of(target) if target is not None else type(self).__name__,
            file=file,
            line=line,
            daemon=self.daemon,
        )

    def noting_bootstrap(self: mp_process.BaseProcess, *arguments: Any, **named: Any) -> int:
        STARTED.clear()
        note("runs", name=self.name)
        code: int = bootstrap(self, *arguments, **named)
        return code

    def noting_print_exc(*arguments: Any, **named: Any) -> None:
        # The one place in `_bootstrap` that has the exception in its hands; no frame of ours gets into its traceback.
        if sys._getframe(1).f_code is bootstrap.__code__ and (error := sys.exception()) is not None:
            note_error(error)
        print_exc(*arguments, **named)

    base.start = noting_start  # type: ignore[method-assign] # that is the point
    base._bootstrap = noting_bootstrap  # type: ignore[attr-defined] # not in typeshed
    traceback.print_exc = noting_print_exc
    _watch_managers()
    _watch_helpers()


def _watch_helpers() -> None:
    """Note the numbers of resource tracker and fork server: just started, they have no command line to know them by."""
    from multiprocessing import util

    original = util.spawnv_passfds

    def spawnv_passfds(*arguments: Any, **named: Any) -> int:
        pid: int = original(*arguments, **named)
        if sys._getframe(1).f_globals.get("__name__") in _KEEPERS:
            _HELPERS.add(pid)
            note("helper", child=pid)
        return pid

    util.spawnv_passfds = spawnv_passfds


def _watch_managers() -> None:
    """Note which threads look up now and then by design: the main one of a manager's process does so each second."""
    from multiprocessing import managers

    original = managers.Server.serve_forever

    def serve_forever(self: managers.Server) -> None:
        note("idles", task=threading.get_native_id())
        original(self)

    managers.Server.serve_forever = serve_forever  # type: ignore[method-assign] # that is the point


def _watch_timers() -> None:
    """Note who will get a signal from a clock: no call without a timeout is for ever then."""

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        def set_timer(*arguments: Any, **named: Any) -> Any:
            note("timer")
            return original(*arguments, **named)

        return set_timer

    for name in ("alarm", "setitimer"):
        if hasattr(signal, name):
            setattr(signal, name, noting(getattr(signal, name)))


def _watch_memory() -> None:
    """Note the names of shared memory, and know the locks between processes."""
    from multiprocessing import shared_memory, synchronize

    make = shared_memory.SharedMemory.__init__
    make_methods = synchronize.SemLock._make_methods  # type: ignore[attr-defined] # not in typeshed

    def noting_init(self: Any, *arguments: Any, **named: Any) -> None:
        make(self, *arguments, **named)
        if named.get("create", arguments[1] if len(arguments) > 1 else False):
            file, line = place_of_call()
            note("shared memory", name=self.name, file=file, line=line)

    def noting_methods(self: Any) -> None:
        LOCKS.add(self)
        make_methods(self)

    shared_memory.SharedMemory.__init__ = noting_init  # type: ignore[method-assign] # that is the point
    synchronize.SemLock._make_methods = noting_methods  # type: ignore[attr-defined] # not in typeshed
