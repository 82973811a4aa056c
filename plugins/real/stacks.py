"""Where a process's threads are and what they wait for, told by the process itself when the supervisor asks.

A signal handler in Python can say more than faulthandler: names of threads, which object a call is about, who holds a
lock. It runs when the main thread comes back from a call of the system, which signals make it do. Where it does not, in
the midst of C code, faulthandler has its own handler.
"""

from __future__ import annotations

import ast
import contextlib
import faulthandler
import linecache
import os
import re
import signal
import sys
import textwrap
import threading
from functools import cache
from itertools import islice
from multiprocessing.process import current_process
from typing import TYPE_CHECKING, Any, Final

from plugins.real import inside
from plugins.simulation.child_inside import STACK_SIGNAL

if TYPE_CHECKING:
    from types import CodeType, FrameType

#: The supervisor's question, and the one for those that do not answer it.
QUESTION: Final = signal.SIGRTMAX - 2 if hasattr(signal, "SIGRTMAX") else getattr(signal, "SIGUSR1", 0)
LAST_RESORT: Final = signal.SIGRTMAX - 3 if hasattr(signal, "SIGRTMAX") else int(STACK_SIGNAL or 0)
_MOST_FRAMES: Final = 60
_LONGEST_CALL: Final = 100
#: Where the words of specs are, which wait for somebody else in ways of their own.
_OF_SPECS: Final = "checks."
#: The statement, where the position is that of all its block.
_WITH: Final = re.compile(r"(with [^:]+?)(?: as \w+)?:")
_STACK_LINE: Final = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<function>.*)')


def answer_questions(stacks_path: str = "") -> None:
    """Answer the supervisor's questions from now on.

    :param stacks_path: the file for faulthandler; its descriptor is inherited by forked processes.
    """
    with contextlib.suppress(ValueError, OSError):
        signal.signal(QUESTION, _answer)
    if stacks_path:
        with contextlib.suppress(ValueError, OSError, RuntimeError):
            file = open(stacks_path, "ab", buffering=0)  # noqa: SIM115 - as long as the process lives
            faulthandler.register(LAST_RESORT, file, all_threads=True, chain=False)
            _KEPT.append(file)


_KEPT: Final[list[object]] = []


def _answer(_: int, interrupted: FrameType | None) -> None:
    with contextlib.suppress(Exception):
        frames = sys._current_frames()
        me = threading.get_ident()
        if interrupted is not None:
            frames[me] = interrupted
        inside.note(
            "answer",
            threads=[_thread(ident, frame) for ident, frame in frames.items()],
            holds=[lock for lock in map(_held, list(inside.LOCKS)) if lock],
            process=current_process().name,
            ended=[[one.pid, code] for one in inside.STARTED if (code := _code(one)) is not None],
        )


def _code(process: object) -> int | None:
    """Return what a process ended with, if somebody has asked already: to ask now would take it from the program."""
    code = getattr(getattr(process, "_popen", None), "returncode", None)
    return code if isinstance(code, int) else None


def _thread(ident: int, frame: FrameType) -> dict[str, Any]:
    thread = threading._active.get(ident)  # type: ignore[attr-defined] # takes no lock, as `enumerate` does
    frames: list[dict[str, Any]] = []
    current: FrameType | None = frame
    while current is not None and len(frames) < _MOST_FRAMES:
        frames.append(_frame(current, innermost=current is frame))
        current = current.f_back
    return {
        "name": thread.name if thread is not None else f"thread {ident}",
        "main": thread is threading.main_thread(),
        "daemon": bool(thread is not None and thread.daemon),
        "task": thread.native_id if thread is not None else 0,
        "frames": frames,
    }


def _frame(frame: FrameType, *, innermost: bool) -> dict[str, Any]:
    code = frame.f_code
    found: dict[str, Any] = {
        "file": code.co_filename,
        "line": frame.f_lineno,
        "function": code.co_name,
        "module": frame.f_globals.get("__name__", ""),
        "name": code.co_qualname,
    }
    if inside.is_library(code.co_filename):
        if not code.co_filename.startswith(inside.PLUGINS):
            found["about"] = _about(frame.f_locals)
    else:
        found["call"] = call = _source(code, frame.f_lasti)
        if found["module"].startswith(_OF_SPECS):
            found["about"] = _about_word(frame.f_locals)
        elif innermost:
            found["about"] = _describe(_receiver(call, frame))
    return found


def _source(code: CodeType, instruction: int) -> str:
    """Return the piece of the program's text that is being executed: "queue.get()"."""
    position = next(islice(code.co_positions(), instruction // 2, None), None)
    if position is None or None in position:
        return ""
    first, last, start, end = (value or 0 for value in position)
    try:
        with open(code.co_filename, "rb") as file:
            lines = file.read().splitlines()[first - 1 : last]
    except OSError:
        return ""
    if not lines:
        return ""
    if lines[0][start:].startswith(b"with ") and (taken := _WITH.match(lines[0][start:].decode("utf-8", "replace"))):
        return taken[1]
    # From 3.13 on it is that of what stands after it.
    with_ = "with " if re.search(rb"\bwith\s+$", lines[0][:start]) else ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    text = with_ + " ".join(b" ".join(lines).decode("utf-8", "replace").split())
    return text if len(text) <= _LONGEST_CALL else text[: _LONGEST_CALL - 3] + "..."


def _receiver(call: str, frame: FrameType) -> object:
    """Return the object that *call* is a method of, or that a `with` takes, if it can be found without running code."""
    try:
        tree = ast.parse(textwrap.dedent(call).removeprefix("with "), mode="eval").body
    except SyntaxError:
        return None
    if isinstance(tree, ast.Call):
        tree = tree.func.value if isinstance(tree.func, ast.Attribute) else tree.func
    path = []
    while isinstance(tree, ast.Attribute):
        path.append(tree.attr)
        tree = tree.value
    if not isinstance(tree, ast.Name):
        return None
    found = frame.f_locals.get(tree.id, frame.f_globals.get(tree.id))
    for name in reversed(path):
        found = getattr(found, "__dict__", {}).get(name)
    return found


def _about(variables: dict[str, Any]) -> dict[str, Any]:
    """Return what a function of the library is about: its `self`, or the pieces that a queue's thread works with."""
    found = _describe(variables.get("self"))
    if "send_bytes" in variables and "buffer" in variables:
        found = {"type": "feeder", "items": len(variables["buffer"])}
        writer = getattr(variables["send_bytes"], "__self__", None)
        found |= _descriptor(writer)
    return found


def _about_word(variables: dict[str, Any]) -> dict[str, Any]:
    """Return what a word of the specs is about: how many are to meet, what is to be said, whose connection it is."""
    found: dict[str, Any] = {"type": "word"}
    if isinstance(count := variables.get("count"), int):
        found["count"] = count
    if isinstance(what := variables.get("what"), str | int | tuple):
        found["what"] = repr(what)[:_LONGEST_CALL]
    for thing in (variables.get("self"), variables.get("guest")):
        if type(thing).__name__ == "Guest" and isinstance(name := getattr(thing, "name", None), str):
            found["guest"] = name
    return found


def _describe(thing: object) -> dict[str, Any]:
    """Return what is known of an object that somebody waits with, as plain values."""
    if thing is None:
        return {}
    kind = type(thing)
    found: dict[str, Any] = {"type": kind.__name__, "module": kind.__module__}
    with contextlib.suppress(Exception):
        fields = vars(thing) if hasattr(thing, "__dict__") else {}
        if "_semlock" in fields:
            lock = fields["_semlock"]
            found |= {"lock": _identity(lock), "mine": lock._is_mine(), "free": lock._get_value() > 0}
        elif "_popen" in fields and "_parent_pid" in fields:
            found |= {"process": thing.pid, "name": thing.name}  # type: ignore[attr-defined] # a Process
        elif "_reader" in fields:
            found |= {"items": len(fields.get("_buffer") or ())} | _descriptor(fields["_reader"])
            found["writer"] = _descriptor(fields["_writer"]).get("what", "")
        elif isinstance(thing, threading.Thread):
            found |= {"name": thing.name, "alive": thing.is_alive()}
        elif isinstance(thing, threading.Barrier):
            found |= {"parties": thing.parties, "waiting": thing.n_waiting}
        elif "_handle" in fields or hasattr(thing, "fileno"):
            found |= _descriptor(thing)
    return found


def _descriptor(thing: Any) -> dict[str, Any]:
    with contextlib.suppress(Exception):
        fd = thing.fileno()
        return {"fd": fd, "what": os.readlink(f"/proc/self/fd/{fd}")}
    return {}


def _held(lock: Any) -> str:
    """Return the name of a lock between processes if this process holds it."""
    with contextlib.suppress(Exception):
        if type(lock).__name__ in ("Lock", "RLock") and lock._semlock._count() > 0:
            return _identity(lock._semlock)
    return ""


def _identity(lock: Any) -> str:
    """Return what is the same for a lock in all processes: its name, or, where only copies know it, its address."""
    return str(lock.name or lock.handle)


def _module(file: str) -> str:
    """Return the name of the library's module that lies in *file*; "" for others."""
    inner = os.path.relpath(file, inside.LIBRARY)
    return "" if inner.startswith(os.pardir) else inner.removesuffix(".py").replace(os.sep, ".")


def _qualified(file: str, line: int) -> str:
    """Return the full name of the function of the library that holds a line; "" for other code."""
    if not inside.is_library(file):
        return ""
    names: list[str] = []
    body = _parsed(file)
    while body:
        kinds = (ast.ClassDef, ast.FunctionDef)
        inner = next(
            (one for one in body if isinstance(one, kinds) and one.lineno <= line <= (one.end_lineno or 0)), None
        )
        if inner is None:
            break
        names.append(inner.name)
        body = inner.body
    return ".".join(names)


@cache
def _parsed(file: str) -> list[ast.stmt]:
    with contextlib.suppress(OSError, SyntaxError, ValueError), open(file, "rb") as source:
        return ast.parse(source.read()).body
    return []


def parse(text: str) -> list[dict[str, Any]]:
    """Return the threads in what faulthandler has written, in the form of an answer."""
    threads: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line.startswith(("Current thread ", "Thread ")):
            threads.append({"name": "", "main": False, "daemon": False, "task": 0, "frames": []})
        elif threads and (found := _STACK_LINE.match(line)):
            file, line_ = found["file"], int(found["line"])
            frame = {"file": file, "line": line_, "function": found["function"], "module": _module(file)}
            call = "" if inside.is_library(file) else linecache.getline(file, line_).strip()
            threads[-1]["frames"].append(frame | {"name": _qualified(file, line_) or found["function"], "call": call})
    for thread in threads[-1:]:
        thread["main"] = True
    return threads
