"""What a run on the real machine came to, in words: exceptions, bounds, deaths, and what was left behind.

How it was stuck is told in `autopsy.py`.
"""

from __future__ import annotations

import linecache
import os
import re
from typing import TYPE_CHECKING, Any, Final

from plugins.real import inside, supervisor
from plugins.simulation import result as words
from plugins.simulation.language import N_, _, join_words, ngettext
from plugins.simulation.learners import short_path
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.real.supervisor import Bounds, Ending

_ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")
_FRAMES: Final = 8
_HEADLINE: Final = 300
_SHORT: Final = 160

_POOL_WORKER: Final = re.compile(r"(Fork|Spawn|ForkServer)PoolWorker-\d+")
#: What the processes of an executor run.
_EXECUTORS: Final = "_process_worker"
#: The threads that a pool has.
_OF_EXECUTORS: Final = "_ExecutorManagerThread"
_OF_POOLS: Final = ("(_handle_workers)", "(_handle_tasks)", "(_handle_results)")
#: What to think about after an exception whose message begins like this.
_RULES: Final = (
    (
        r".*bootstrapping phase",
        N_("A process started anew imports the module again. What there must only happen in the first process?"),
    ),
    (
        r".*[Cc]an't pickle|.*[Cc]annot pickle|.*Can't get local object",
        N_("What is handed to another process travels as bytes. What here cannot?"),
    ),
    (
        r".*Can't get attribute",
        N_("A new process finds a function by its module and name. Which name does this one have?"),
    ),
    (
        r".*has no attribute '_(closed|popen|config|identity|parent_pid)'|name must be a string",
        N_("The library's own `__init__` sets up what a process needs. Who calls it here, and when?"),
    ),
    (
        r".*through inheritance",
        N_("What processes share is handed over when they are started. Which ones are started too early for that?"),
    ),
    (
        r".*argument after \* must be an iterable",
        N_("Arguments are handed over as a tuple, also where there is one. Which expression here should be a tuple?"),
    ),
    (r"Pool is still running", N_("join() waits for workers to end. Who tells them that no more work comes?")),
    (r"Pool not running", N_("A pool that was closed takes no more work. What has to be handed in before that?")),
    (
        r"daemonic processes are not allowed",
        N_("A daemon process must not leave children behind. Who else can start them?"),
    ),
    (r"cannot start a process twice", N_("A Process object is one run. What would a second run need?")),
    (r"process has already started", N_("daemon is decided before start(). Where is it set here?")),
    (
        r"can only join a started process",
        N_("join() waits for a process that runs. Where is it started, and what is returned by what you call?"),
    ),
    (r"can only join a child process", N_("Only the process that started another one can join it. Which one is that?")),
    (
        r"(context has already been set|cannot find context)",
        N_("The start method is chosen once for a whole program. get_context() gives one to those who need their own."),
    ),
    (r"EOF when reading a line", N_("Specs answer no questions: what the function works with comes by its arguments.")),
    (
        r"\[Errno 24\]",
        N_("Each file, pipe and socket is open until somebody closes it. Which ones here are never closed?"),
    ),
    (
        r"\[Errno 11\]|can't start new thread",
        N_("Which loop or call starts one after the other, and when does it stop?"),
    ),
    (r"\[Errno 27\]", N_("Which loop writes on and on?")),
    (r"\[Errno 98\]", N_("Another socket has this port still. What gives it back, and which port is free for sure?")),
)


def in_short(error: dict[str, Any]) -> str:
    """Return a described exception in one short line."""
    text = _ADDRESS.sub("", error["message"].strip())
    first = text.splitlines()[0] if text else ""
    if len(first) > _SHORT:
        first = first[: _SHORT - 3] + "..."
    return f"{error['type']}: {first}" if first else str(error["type"])


def own_frames(error: dict[str, Any], hidden: Sequence[str] = ()) -> list[list[Any]]:
    """Return the frames that a learner may know: his own, and the spec's.

    :param hidden: folders that are neither.
    """
    return [frame for frame in error["frames"] if is_known(frame[0], hidden)]


def is_known(file: str, hidden: Sequence[str] = ()) -> bool:
    """Whether *file* is code that a learner may know."""
    if inside.is_library(file) or "site-packages" in file:
        return False
    return not os.path.realpath(file).startswith(tuple(hidden)) if hidden else True


def traceback_of(error: dict[str, Any], hidden: Sequence[str] = ()) -> str:
    """Return a described exception in Python's form, with the frames that a learner may know."""
    frames = own_frames(error, hidden)
    lines = ["Traceback (most recent call last):"]
    half = _FRAMES // 2
    for number, (file, line, function, source) in enumerate(frames):
        if len(frames) > _FRAMES and half <= number < len(frames) - half:
            if number == half:
                lines.append(_("  ... {count} more calls ...", count=len(frames) - _FRAMES))
            continue
        lines.append(f'  File "{short_path(file)}", line {line}, in {function}')
        if text := source or linecache.getline(file, line).strip():
            lines.append(f"    {text}")
    return _ADDRESS.sub("", "\n".join([*lines, error["said"]]))


def verdict_of(error: dict[str, Any]) -> str:
    """Return the verdict for a described exception."""
    if error["memory"]:
        return words.OUT_OF_MEMORY
    if error["not_written"]:
        return words.NOT_IMPLEMENTED
    return words.ASSERTION if error["assertion"] else words.EXCEPTION


def of_error(
    error: dict[str, Any], file: str, hidden: Sequence[str] = (), *, thread: str = "", process: str = ""
) -> Story:
    """Return the story of an exception.

    :param file: the learner's file.
    :param hidden: folders whose code is neither the learner's nor the spec's.
    :param thread: the name of the thread that it ended.
    :param process: the name of the process that it ended; both are "" for the spec's body.
    """
    who = ""
    if thread:
        who = _("the thread {thread}", thread=thread)
    elif process:
        who = _("the process {process}", process=process)
    frames = own_frames(error, hidden)
    place, line, function = frames[-1][:3] if frames else (file, 0, "")
    where = _(" on line {line}", line=line) if line else ""
    if line and short_path(place) != short_path(file):
        where = _(" on line {line} of {file}", line=line, file=short_path(place))
    story = Story(verdict_of(error), "", file=short_path(file), traceback=traceback_of(error, hidden))
    if story.verdict == words.NOT_IMPLEMENTED:
        story.headline = _(
            "{function} is not written yet (line {line}).", function=function or _("this function"), line=line
        )
        story.rule = _("The README beside this file tells the task. Replace the line that raises NotImplementedError.")
    elif story.verdict == words.OUT_OF_MEMORY:
        story.headline = _("the program asked for more memory than a run may have{where}.", where=where)
        story.rule = _("Which collection grows without end, or is far larger than the task needs?")
    elif story.verdict == words.ASSERTION:
        story.rule = rule_of(error)
        story.headline = _of_assertion(error, where, function)
        if who:
            story.because.append(_("It was asserted in {who}.", who=who))
    elif error["code"]:
        story.headline = _(
            "the program called sys.exit({code}){where}, which ends it as failed.", code=error["code"], where=where
        )
        story.rule = _(
            "A function that others call reports by its result or by an exception. Who should decide to exit?"
        )
    elif error["type"] == "RecursionError":
        story.headline = _(
            "{function} calls itself without end{where}.", function=function or _("a function"), where=where
        )
        story.rule = _("Every recursion needs a case in which it stops. Which one is it here?")
    else:
        if who:
            story.headline = _(
                "{name} ended with an exception{where}: {error}", name=who, where=where, error=in_short(error)
            )
        else:
            story.headline = _("an exception{where}: {error}", where=where, error=in_short(error))
        story.rule = rule_of(error)
        if thread:
            story.because.append(
                _("An exception in a thread does not reach join(): the other threads go on as if nothing had happened.")
            )
        elif process:
            story.because.append(
                _(
                    "An exception in a process does not reach join(): the process that started it sees the "
                    "exit code 1, if it looks."
                )
            )
    return story


def _of_assertion(error: dict[str, Any], where: str, function: str) -> str:
    """Return what an assert says, in one line; where the library asserts, also where it was called."""
    if error["frames"] and inside.is_library(error["frames"][-1][0]):
        return _("an exception{where}: {error}", where=where, error=in_short(error))
    message = _ADDRESS.sub("", error["message"].strip())
    first = message.splitlines()[0] if message else ""
    # A spec's own text may be known in the language in use; any other stays as it is.
    return (_(first) if first else "")[:_HEADLINE] or _(
        "what {function} asserts{where} does not hold.", function=function or _("the spec"), where=where
    )


def rule_of(error: dict[str, Any]) -> str:
    """Return what to think about after a described exception."""
    for pattern, rule in _RULES:
        if re.match(pattern, error["message"], re.DOTALL):
            return _(rule)
    if error["type"] == "TypeError" and "argument" in error["message"]:
        frames = own_frames(error)
        if frames and not os.path.basename(frames[-1][0]).startswith("test_"):
            return _("Which arguments does this call hand over, and which does the function take?")
        if not frames:
            # The library made the call, which is that of a target.
            return _("A process or thread calls its target with `args` and `kwargs`. What stands there?")
        return _("The spec calls the function with the signature in the README. Does yours take the same arguments?")
    return ""


def of_bound(ending: Ending, bounds: Bounds, file: str) -> Story:
    """Return the story of a run that passed a bound."""
    story = Story(words.TIME_LIMIT, "", file=file, printed=ending.output)
    if ending.kind == supervisor.SECONDS:
        story.headline = _("the spec was still running after {seconds:g} seconds of real time.", seconds=bounds.seconds)
        story.rule = _("Which loop or call never comes to its end, or takes far longer than the task needs?")
    elif ending.kind == supervisor.PROCESSOR:
        story.headline = _(
            "the program has used {processor:g} seconds of processor time and goes on computing.",
            processor=bounds.processor,
        )
        story.rule = _("Which loop never comes to its end, or does far more than the task needs?")
    elif ending.kind == supervisor.MEMORY:
        story.verdict = words.OUT_OF_MEMORY
        story.headline = _(
            "the program took more memory than a run may have: {megabytes:,} MB, all processes together.",
            megabytes=bounds.memory >> 20,
        )
        story.rule = _("Which collection grows without end, or is far larger than the task needs?")
    elif ending.kind == supervisor.PROCESSES:
        story.headline = _(
            "the program had more than {processes} processes at the same time.", processes=bounds.processes
        )
        story.rule = _("Which loop or call starts processes, and when does it stop? What does each new one do first?")
    elif ending.kind == supervisor.THREADS:
        story.headline = _("the program had more than {threads} threads at the same time.", threads=bounds.threads)
        story.rule = _("Which loop or call starts threads, and when does it stop?")
    else:
        story.headline = _(
            "the program wrote more than {megabytes:,} MB, without an end in sight.", megabytes=bounds.output >> 20
        )
        story.rule = _("Which loop prints on and on?")
    return story


def of_death(ending: Ending, file: str) -> Story:
    """Return the story of a run whose first process died before the spec was done."""
    status = ending.status or 0
    story = Story(words.CRASH, "", file=file, printed=ending.output)
    frames = _last_stack(ending.errors)
    own = [frame for frame in frames if is_known(frame[0])]
    where = _(" at line {line} of {file}", line=own[0][1], file=short_path(own[0][0])) if own else ""
    if status < 0:
        name = supervisor.signal_name(status)
        story.headline = _("the program's process died{where}: {name}.", where=where, name=name)
        story.rule = _("Python code alone cannot do that: os.abort, os.kill or code in C did. Which call is it here?")
    else:
        story.headline = _(
            "the program ended its whole process, with exit status {status}, before the spec was done.", status=status
        )
        story.rule = _(
            "os._exit ends every thread of a process, and nothing after it runs. How does a function "
            "say that it is done?"
        )
    lines = []
    for file_, line, function in reversed(own):
        lines += [
            _("{place} in {function}", place=f"{short_path(file_)}:{line}", function=function),
            f"    {linecache.getline(file_, line).strip()}",
        ]
    story.traceback = "\n".join(lines)
    return story


def of_leftover(ending: Ending, file: str) -> Story:
    """Return the story of a run whose body returned and left something behind."""
    (left,) = ending.of_kind("left")[:1]
    started = {record["child"]: record for record in ending.of_kind("started")}
    made = {record["name"].lstrip("/"): record for record in ending.of_kind("shared memory")}
    processes = [started.get(one["pid"], {}) | one for one in left["processes"]]
    workers = [one for one in processes if _POOL_WORKER.match(one["name"]) or one.get("target") == _EXECUTORS]
    processes = [one for one in processes if one not in workers]
    threads = [one for one in left["threads"] if not (one["name"].endswith(_OF_POOLS) or one["type"] == _OF_EXECUTORS)]
    shared = [made.get(one["name"].lstrip("/"), {}) | one for one in left["shared"]]
    story = Story(words.LEFTOVER, "", file=file, printed=ending.output)
    names = [one["name"] for one in (*processes, *threads)]
    if workers:
        count = len(workers)
        names.append(ngettext("the worker of a pool", "the {count} workers of a pool", count, count=count))
        story.because.append(_of_workers(workers[0]))
    if names:
        if any(not one.get("ended") for one in (*processes, *workers, *threads)):
            story.headline = ngettext(
                "{names} was still there when the call returned.",
                "{names} were still there when the call returned.",
                max(len(names), len(workers)),
                names=join_words(names),
            )
        else:
            story.headline = _("nobody has waited for the end of {names}.", names=join_words(names))
    else:
        story.headline = _("shared memory was left behind: {names}.", names=join_words([one["name"] for one in shared]))
    story.because += map(_of_process, processes)
    story.because += [
        _("the thread {thread} of {process} runs on.", thread=one["name"], process=one["process"]) for one in threads
    ]
    story.because += map(_of_memory, shared)
    if workers and not processes:
        story.rule = _("A pool keeps its workers until somebody ends it. Where is that done, on every way out?")
    elif processes:
        story.rule = _(
            "Whoever starts a process is the one who can wait for its end. Where is that done, on every way out?"
        )
    elif threads:
        story.rule = _("Whoever starts a thread is the one who can wait for its end. Where is that done?")
    else:
        story.rule = _("Shared memory outlives the processes that use it. Who is the last one, and what must it do?")
    return story


def _of_workers(worker: dict[str, Any]) -> str:
    """Return the sentence about the workers of a pool that nobody has ended."""
    if not worker.get("line"):
        return _("the workers of the pool wait for tasks; nobody has ended it.")
    return _(
        "the workers of the pool, which was made on line {line} of {file}, wait for tasks; nobody has ended it.",
        line=worker["line"],
        file=short_path(worker["file"]),
    )


def _of_process(one: dict[str, Any]) -> str:
    """Return the sentence about a process that was left behind."""
    where = ""
    if one.get("line"):
        where = _(", started on line {line} of {file},", line=one["line"], file=short_path(one["file"]))
    if one.get("ended"):
        return _(
            "the process {process}{where} has ended, but nobody joined it: its number stays taken (a zombie).",
            process=one["name"],
            where=where,
        )
    if one.get("target"):
        return _(
            "the process {process} (it runs {target}){where} runs on.",
            process=one["name"],
            target=one["target"],
            where=where,
        )
    return _("the process {process}{where} runs on.", process=one["name"], where=where)


def _of_memory(one: dict[str, Any]) -> str:
    """Return the sentence about shared memory that was left behind."""
    where = ""
    if one.get("line"):
        where = _(", made on line {line} of {file},", line=one["line"], file=short_path(one["file"]))
    return _("the shared memory {name}{where} was never removed: unlink() does that.", name=one["name"], where=where)


_STACK_LINE: Final = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<function>.*)')


def _last_stack(text: str) -> list[tuple[str, int, str]]:
    """Return the stack of the thread that crashed, as faulthandler wrote it, the innermost call first."""
    found: list[tuple[str, int, str]] = []
    within = False
    for line in text.splitlines():
        if line.startswith("Current thread "):
            found, within = [], True
        elif within and (match := _STACK_LINE.match(line)):
            found.append((match["file"], int(match["line"]), match["function"]))
        elif within and line.strip():
            within = False
    return found
