"""Who waits for what at the end of a run, in words: the supervisor's picture and the processes' answers together."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.real import calls, telling
from plugins.simulation.language import N_, _, join_words, ngettext
from plugins.simulation.learners import short_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.real.stuck import Process
    from plugins.real.supervisor import Ending

MAIN: Final = "main"

QUEUE_GET, QUEUE_PUT, QUEUE_DONE = "get", "put", "task_done"
FEED, DRAIN = "feed", "drain"
PIPE_READ, PIPE_WRITE = "pipe read", "pipe write"
JOIN, JOIN_THREAD, LOCK, POOL_JOIN, RESULT, WORKER = "join", "join thread", "lock", "pool join", "result", "worker"
MEET, SAID, ANSWER = "meet", "said", "answer"
EVENT, CONDITION, BARRIER, SEMAPHORE = "event", "condition", "barrier", "semaphore"
AT_EXIT, PROGRAM, NETWORK, OTHER, HALTED, RUNS = "exit", "program", "network", "other", "halted", "runs"

#: A queue that no other process shares.
FROM_THREADS: Final = N_("for an item from a queue of threads")

#: What a call of the library is for: module, function, kind, and how a sentence says it after "waits".
_WORDS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (r"multiprocessing\.queues", r"(Simple)?Queue\.get", QUEUE_GET, N_("for an item from a queue")),
    (r"multiprocessing\.queues", r"Queue\.put", QUEUE_PUT, N_("for room in a full queue")),
    (r"multiprocessing\.queues", r"SimpleQueue\.put", PIPE_WRITE, N_("for somebody to take from a full queue")),
    (
        r"multiprocessing\.queues",
        r"JoinableQueue\.join",
        QUEUE_DONE,
        N_("until each item of a queue is marked as done"),
    ),
    (r"multiprocessing\.queues", r"Queue\.join_thread", DRAIN, N_("until what it put into a queue has been taken")),
    (r"multiprocessing\.process", r"BaseProcess\.join", JOIN, N_("for {name} to end")),
    (r"multiprocessing\.pool", r"Pool\.join", POOL_JOIN, N_("for the workers of a pool to end")),
    (r"multiprocessing\.pool", r".*", RESULT, N_("for a result from a pool")),
    (r"multiprocessing\.connection", r"_ConnectionBase\.recv.*", PIPE_READ, N_("for a message from a pipe")),
    (
        r"multiprocessing\.connection",
        r"_ConnectionBase\.send.*",
        PIPE_WRITE,
        N_("for somebody to read from a full pipe"),
    ),
    (r"multiprocessing\.connection", r"_ConnectionBase\.poll|wait", PIPE_READ, N_("for a message from a pipe")),
    (r"multiprocessing\.connection", r"Listener\.accept|Client", NETWORK, N_("for somebody to connect")),
    (r"multiprocessing\.managers", r".*", OTHER, N_("for an answer from a manager's process")),
    (r"multiprocessing\.synchronize", r"Event\.wait", EVENT, N_("for an event to be set")),
    (r"multiprocessing\.synchronize", r"Condition\.wait.*", CONDITION, N_("for a notify on a condition")),
    (r"multiprocessing\.synchronize", r"SemLock\.__enter__", LOCK, N_("for a lock")),
    (r"multiprocessing\.popen_.*|multiprocessing\.util", r".*", OTHER, N_("for another process")),
    (r"multiprocessing\.sharedctypes", r".*", LOCK, N_("for the lock of a shared value")),
    (r"threading", r"Thread\.join", JOIN_THREAD, N_("for {name} to end")),
    (r"threading", r"Barrier\.wait", BARRIER, N_("at a barrier: {waiting} of {parties} are there")),
    (r"threading", r"Event\.wait", EVENT, N_("for an event to be set")),
    (r"threading", r"Condition\.wait.*", CONDITION, N_("for a notify on a condition")),
    (r"threading", r"(Bounded)?Semaphore\..*", SEMAPHORE, N_("for a place at a semaphore")),
    (r"threading", r"_?RLock\..*|_PyRLock\..*", LOCK, N_("for a lock")),
    (r"queue", r".*Queue\.get", QUEUE_GET, FROM_THREADS),
    (r"queue", r".*Queue\.put", QUEUE_PUT, N_("for room in a full queue of threads")),
    (r"queue", r".*Queue\.join", QUEUE_DONE, N_("until each item of a queue is marked as done")),
    (r"concurrent\.futures\..*", r".*shutdown|.*__exit__", POOL_JOIN, N_("for the workers of an executor to end")),
    (r"concurrent\.futures\..*", r".*", RESULT, N_("for a result from an executor")),
    (r"subprocess", r".*", PROGRAM, N_("for a program to end")),
    (
        r"socket(server)?|ssl|http\..*",
        r".*accept|.*serve_forever|.*handle_request",
        NETWORK,
        N_("for somebody to connect"),
    ),
    (r"socket(server)?|ssl|http\..*", r".*", NETWORK, N_("for bytes from a socket")),
    (r"selectors", r".*", NETWORK, N_("for something to come in")),
    # The words of specs.
    (r"checks\.processes", r"ProcessSpans\.meet", MEET, N_("until {count} are there at the same time")),
    (r"checks\.processes", r"ProcessSpans\.wait_for", SAID, N_("until somebody says {what}")),
    (
        r"checks\.network",
        r"hears_the_end|Guest\.hear_(all|bytes)",
        ANSWER,
        N_("for the end of the connection, as {guest}"),
    ),
    (r"checks\.scripts", r".*", OTHER, N_("for the program that it runs to end")),
    (r"checks\.network", r"(Guest\.)?(hears?|first_to_hear)", ANSWER, N_("for {answer}, as {guest}")),
    (r"checks\.network", r"Guest\.at|connection", NETWORK, N_("for the server to take a connection")),
    (r"checks\.network", r"Guest\..*", NETWORK, N_("for the server to read what it was sent")),
    (r"checks\.network", r"LateThreads\.wait|late_threads.*", OTHER, N_("until the spec lets it begin")),
)
#: Modules that have threads of their own.
_KEEPS_THREADS: Final = ("multiprocessing.", "concurrent.futures.")
#: The same for calls of C functions, which leave no frame: the type of the object, the method.
_C_CALLS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (r"(R?Lock|lock|Synchronized.*)", r"", LOCK, N_("for a lock")),
    (r"(Bounded)?Semaphore", r"", SEMAPHORE, N_("for a place at a semaphore")),
    (r"socket", r"accept", NETWORK, N_("for somebody to connect")),
    (r"socket", r"recv.*", NETWORK, N_("for bytes from a socket")),
    (r"socket", r"send.*", NETWORK, N_("for somebody to read from a full socket")),
    (r"SimpleQueue", r"get", QUEUE_GET, FROM_THREADS),
    (r"", r"wait.*", JOIN, N_("for a process to end")),
    (r"", r"(read|recv).*", PIPE_READ, N_("for bytes from a pipe")),
    (r"", r"(write|send).*", PIPE_WRITE, N_("for somebody to read from a full pipe")),
    (r"", r"open", PIPE_READ, N_("for somebody to open the other end of a named pipe")),
    (r"", r"pause|sig.*", OTHER, N_("for a signal")),
)


_SOMETHING: Final = N_("for something")
_TO_READ: Final = N_("for somebody to read what it writes into a full pipe")
TO_CONNECT: Final = N_("for somebody to connect")
#: What a guest waits for, told without the guest.
LISTENS: Final = (N_("for {answer}"), N_("for the end of the connection"))
#: The same for programs of which only the kernel's view is known.
_OF_PROGRAMS: Final = {
    calls.READ: (PROGRAM, N_("for something to read")),
    calls.WRITE: (PIPE_WRITE, _TO_READ),
    calls.CHILD: (PROGRAM, N_("for a process to end")),
}


@dataclass(slots=True)
class Waiting:
    """A thread at the end of a run.

    :ivar who: how sentences call it: "main", "worker-1", "worker-1 (thread reader)".
    :ivar process: the process's name.
    :ivar kind: what it waits for, one of the words of this module.
    :ivar words: the same after "waits", in English words that `N_` has marked.
    :ivar values: what stands in their places.
    :ivar file: where the learner's code is, "" if it is not in any.
    :ivar call: the piece of text that is being executed there.
    :ivar called_from: file and line where the learner's code called that, if it is code of the spec.
    :ivar about: what is known of the object that the call is about.
    :ivar inner: what is known of the objects of the calls within.
    """

    who: str
    process: str
    pid: int
    main: bool
    kind: str
    words: str
    file: str = ""
    line: int = 0
    function: str = ""
    call: str = ""
    called_from: tuple[str, int] | None = None
    about: dict[str, Any] = field(default_factory=dict)
    inner: list[dict[str, Any]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """Its words, in the language in use."""
        return _(self.words, **self.values) if self.words else ""

    @property
    def where(self) -> str:
        """Its place in brackets, with a blank before it; "" if it has none."""
        if not self.line:
            return ""
        place = self._place
        if self.called_from is None:
            return place
        file, line = self.called_from
        return _("{place}, in a call on line {line} of {file}", place=place, line=line, file=short_path(file))

    @property
    def _place(self) -> str:
        file = short_path(self.file)
        if self.call and len(self.call) < 50:  # noqa: PLR2004 - within a sentence
            return _(" (`{call}`, line {line} of {file})", call=self.call, line=self.line, file=file)
        return _(" (line {line} of {file})", line=self.line, file=file)

    @property
    def sentence(self) -> str:
        """What it does, as a sentence without its end."""
        if self.kind == RUNS and not self.line:
            return _("{who} is in `{call}`", who=self.who, call=self.call)
        if self.kind == RUNS and self.call:
            return _(
                "{who} is at line {line} of {file}: `{call}`",
                who=self.who,
                line=self.line,
                file=short_path(self.file),
                call=self.call,
            )
        if self.kind == RUNS:
            return _("{who} is at line {line} of {file}", who=self.who, line=self.line, file=short_path(self.file))
        if self.kind == HALTED:
            return _("{who} was stopped by a signal and waits to be continued{where}", who=self.who, where=self.where)
        if self.kind == DRAIN:
            return _(
                "{who} cannot end before what it has put into a queue is taken{where}", who=self.who, where=self.where
            )
        return _("{who} waits {what}{where}", who=self.who, what=self.told, where=self.where)


class Scene:
    """All that is known of a run at its end.

    :param ended: the run.
    :param hidden: folders whose code is neither the learner's nor the spec's.
    """

    def __init__(self, ended: Ending, hidden: Sequence[str]) -> None:
        self.ended = ended
        self._hidden = hidden
        self.processes: dict[int, Process] = dict(ended.snapshot.processes) if ended.snapshot else {}
        self.started = {record["child"]: record for record in ended.of_kind("started")}
        self.names = self._names()
        self.waiting = [one for process in self.processes.values() for one in self._threads_of(process)]

    def name(self, pid: int) -> str:
        """Return how sentences call process *pid*."""
        return self.names.get(pid, _process(pid))

    @property
    def living(self) -> list[int]:
        """The processes of the program that are still there."""
        return [pid for pid, one in self.processes.items() if one.stat.state not in "ZXx" and not one.helper]

    @property
    def endings(self) -> list[str]:
        """How the processes that are no more have ended, a sentence each; those that ended well in one."""
        codes: dict[int, int] = {
            pid: one.stat.status for pid, one in self.processes.items() if one.stat.status is not None
        }
        for one in self.processes.values():
            codes |= dict(one.answer.get("ended", ())) if one.answer else {}
        well: list[str] = []
        told = []
        for pid, record in self.started.items():
            if pid in self.living:
                continue
            if code := codes.get(pid):
                told.append(_("{sentence}.", sentence=how_it_ended(code, str(record["name"]))))
            else:
                well.append(record["name"])
        if well:
            told.append(ngettext("{names} has ended.", "{names} have ended.", len(well), names=join_words(well)))
        return told

    def holders(self, lock: str) -> list[int]:
        """Return the processes that hold the lock between processes called *lock*."""
        return [pid for pid, one in self.processes.items() if one.answer and lock in one.answer.get("holds", ())]

    def open_for_writing(self, what: str) -> list[int]:
        """Return the processes that could write into the pipe that descriptors call *what*."""
        return [
            pid
            for pid, one in self.processes.items()
            if not one.helper and any(name == what and writes for name, writes in one.open.values())
        ]

    def _names(self) -> dict[int, str]:
        names = {record["pid"]: record["name"] for record in self.ended.of_kind("runs")}
        names |= {pid: record["name"] for pid, record in self.started.items()}
        for pid, process in self.processes.items():
            if pid not in names:
                command = os.path.basename(process.command[0]) if process.command else ""
                first = pid == next(iter(self.processes))
                names[pid] = (
                    MAIN if first else _("the program {command}", command=command) if command else _process(pid)
                )
                if not first and process.answer:
                    names[pid] = _process(pid)
        return names

    def _threads_of(self, process: Process) -> list[Waiting]:
        if process.helper or process.stat.state in "ZXx":
            return []
        name = self.name(process.pid)
        if process.stat.state == "T":
            return [Waiting(name, name, process.pid, main=True, kind=HALTED, words="")]
        if not process.answer:
            waits = [wait for wait in process.waits.values() if wait is not None]
            if not waits:
                return []
            kind, words = _OF_PROGRAMS.get(waits[0].kind, (PROGRAM, _SOMETHING))
            return [Waiting(name, name, process.pid, main=True, kind=kind, words=words)]
        found = [self._thread(process, name, thread) for thread in process.answer["threads"]]
        # The main thread first: it is what a process is known by.
        return sorted((one for one in found if one is not None), key=lambda one: not one.main)

    def _thread(self, process: Process, name: str, thread: dict[str, Any]) -> Waiting | None:
        frames = _since_start(thread["frames"])
        who = name if thread["main"] or not thread["name"] else _thread_of(name, thread["name"])
        if not thread["main"] and process.pid == next(iter(self.processes)):
            who = thread["name"]
        own = next((at for at, one in enumerate(frames) if telling.is_known(one["file"], self._hidden)), None)
        inner = [one["about"] for one in frames[:own] if one.get("about")]
        wait = process.waits.get(thread["task"])
        one = Waiting(who, name, process.pid, thread["main"], OTHER, _SOMETHING, inner=inner)
        feeder = next((about for about in inner if about.get("type") == "feeder"), None)
        if feeder is not None:
            one.kind, one.about, one.words = FEED, feeder, _TO_READ
            one.who = _("{process}, in the background,", process=name)
            # Nothing to write: the thread of a queue idles as long as there is the queue.
            return one if wait is not None and wait.kind == calls.WRITE else None
        functions = {(frame["module"], frame["name"]) for frame in thread["frames"][: len(frames) + 1]}
        if ("multiprocessing.pool", "worker") in functions and own is None:
            one.kind, one.words = WORKER, N_("for a task, as a worker of a pool")
            return one
        if ("concurrent.futures.process", "_process_worker") in functions and own is None:
            one.kind, one.words = WORKER, N_("for a task, as a worker of an executor")
            return one
        if _is_exit(functions) and own is None:
            drains = any(name == "Queue._finalize_join" for _, name in functions)
            one.kind, one.words = (DRAIN, "") if drains else (AT_EXIT, N_("at its end, for what it has started"))
            joined = next((about for about in inner if "process" in about or about.get("type") == "Thread"), None)
            if joined is not None and not drains:
                one.about = joined
                one.words = N_("at its end, for {name}, which it has started")
                one.values = {"name": joined.get("name") or _("a thread")}
            return one
        if own is None:
            return self._without_own_code(one, process, thread, frames)
        frame = frames[own]
        one.file, one.line, one.function, one.call = (
            frame["file"],
            frame["line"],
            frame["function"],
            frame.get("call", ""),
        )
        if is_spec(one.file):
            # What the spec handed in was called from somewhere: that is the line to look at.
            further = (frame for frame in frames[own + 1 :] if telling.is_known(frame["file"], self._hidden))
            caller = next((frame for frame in further if not is_spec(frame["file"])), None)
            one.called_from = None if caller is None else (caller["file"], caller["line"])
        if wait is None and self.ended.kind != "stuck":
            one.kind = RUNS
            return one
        _explain(one, frames[own - 1] if own else None, frame)
        return one

    def _without_own_code(
        self, one: Waiting, process: Process, thread: dict[str, Any], frames: list[dict[str, Any]]
    ) -> Waiting | None:
        """Return the wait of a thread that runs a function of the library as its target; None for the library's own."""
        if not thread["main"] and any(frame["module"].startswith(_KEEPS_THREADS) for frame in frames):
            return None
        run = next((at for at, frame in enumerate(frames) if frame["name"] in ("Thread.run", "BaseProcess.run")), 0)
        if run:
            _explain(one, frames[run - 1], {})
        elif thread["main"] and process.pid in self.started and self.ended.kind != "stuck":
            one.kind, one.call = RUNS, str(self.started[process.pid]["target"])
        return one


def is_spec(file: str) -> bool:
    """Whether *file* is a spec."""
    return os.path.basename(file).startswith("test_")


def _since_start(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the frames of a process since it was started: a fork begins in the midst of its parent's."""
    # From 3.13 on what is registered for the end of a process runs after `_bootstrap`.
    begins = ("BaseProcess._bootstrap", "Popen._launch")
    start = next((at for at, frame in enumerate(frames) if frame["name"] in begins), len(frames))
    return frames[:start]


def how_it_ended(code: int, name: str) -> str:
    """Return what became of the process *name* that ended with *code*, as a sentence without its full stop."""
    if code >= 0:
        return _("{process} ended with exit code {code}", process=name, code=code)
    with contextlib.suppress(ValueError):
        return _("{process} was killed by {signal}", process=name, signal=signal.Signals(-code).name)
    return _("{process} was killed by signal {number}", process=name, number=-code)


def _process(pid: int) -> str:
    return _("process {pid}", pid=pid)


def _thread_of(process: str, name: str) -> str:
    return _("{process}'s thread {thread}", process=process, thread=name)


def _is_exit(functions: set[tuple[str, str]]) -> bool:
    return bool(
        functions
        & {
            ("multiprocessing.util", "_exit_function"),
            ("multiprocessing.queues", "Queue._finalize_join"),
            ("threading", "_shutdown"),
        }
    )


def _explain(one: Waiting, called: dict[str, Any] | None, own: dict[str, Any]) -> None:
    """Fill in what a thread waits for.

    :param called: the function of the library that the learner's code called; None for one in C.
    """
    if called is not None:
        one.about = called.get("about") or {}
        for module, function, kind, words in _WORDS:
            if re.fullmatch(module, called["module"]) and re.fullmatch(function, called["name"]):
                one.kind, one.words = kind, words
                break
    else:
        one.about = own.get("about") or {}
        method = re.search(r"(\w+)\s*\(", one.call)
        name = method[1] if method else ""
        for type_, function, kind, words in _C_CALLS:
            if re.fullmatch(type_ or ".*", one.about.get("type", "")) and re.match(function, name):
                one.kind, one.words = kind, words
                break
    unknown = {
        "name": _("a process"),
        "waiting": 0,
        "parties": 0,
        "count": _("more"),
        "what": _("something"),
        "guest": _("a client"),
    }
    # Who plays the server listens to a client.
    server = "server" in str(one.about.get("guest", ""))
    unknown["answer"] = _("a message from the client") if server else _("an answer from the server")
    one.values = unknown | {name: value for name, value in one.about.items() if name in unknown}
    if one.kind == LOCK and one.about.get("type") == "Semaphore":
        one.kind, one.words = SEMAPHORE, N_("for a place at a semaphore")
