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
from plugins.simulation.finding import join_words
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
        "A process started anew imports the module again. What there must only happen in the first process?",
    ),
    (r".*[Cc]an't pickle|.*[Cc]annot pickle", "What is handed to another process travels as bytes. What here cannot?"),
    (r".*Can't get attribute", "A new process finds a function by its module and name. Which name does this one have?"),
    (r"Pool is still running", "join() waits for workers to end. Who tells them that no more work comes?"),
    (r"Pool not running", "A pool that was closed takes no more work. What has to be handed in before that?"),
    (
        r"daemonic processes are not allowed",
        "A daemon process must not leave children behind. Who else can start them?",
    ),
    (r"cannot start a process twice", "A Process object is one run. What would a second run need?"),
    (r"process has already started", "daemon is decided before start(). Where is it set here?"),
    (
        r"can only join a started process",
        "join() waits for a process that runs. Where is it started, and what is returned by what you call?",
    ),
    (r"can only join a child process", "Only the process that started another one can join it. Which one is that?"),
    (
        r"(context has already been set|cannot find context)",
        "The start method is chosen once for a whole program. get_context() gives one to those who need their own.",
    ),
    (r"EOF when reading a line", "Specs answer no questions: what the function works with comes by its arguments."),
    (r"\[Errno 24\]", "Each file, pipe and socket is open until somebody closes it. Which ones here are never closed?"),
    (r"\[Errno 11\]|can't start new thread", "Which loop or call starts one after the other, and when does it stop?"),
    (r"\[Errno 27\]", "Which loop writes on and on?"),
    (r"\[Errno 98\]", "Another socket has this port still. What gives it back, and which port is free for sure?"),
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
                lines.append(f"  ... {len(frames) - _FRAMES} more calls ...")
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


def of_error(error: dict[str, Any], file: str, who: str = "", hidden: Sequence[str] = ()) -> Story:
    """Return the story of an exception.

    :param file: the learner's file.
    :param who: the thread or process that it ended, with what it is: "the process worker-1"; "" for the spec's body.
    """
    frames = own_frames(error, hidden)
    place, line, function, _ = frames[-1] if frames else (file, 0, "", "")
    where = f" on line {line}" if line else ""
    if line and short_path(place) != short_path(file):
        where += f" of {short_path(place)}"
    story = Story(verdict_of(error), "", file=short_path(file), traceback=traceback_of(error, hidden))
    if story.verdict == words.NOT_IMPLEMENTED:
        story.headline = f"{function or 'this function'} is not written yet (line {line})."
        story.rule = "The README beside this file tells the task. Replace the line that raises NotImplementedError."
    elif story.verdict == words.OUT_OF_MEMORY:
        story.headline = f"the program asked for more memory than a run may have{where}."
        story.rule = "Which collection grows without end, or is far larger than the task needs?"
    elif story.verdict == words.ASSERTION:
        message = _ADDRESS.sub("", error["message"].strip())
        first = message.splitlines()[0] if message else ""
        story.headline = first[:_HEADLINE] or f"what {function or 'the spec'} asserts{where} does not hold."
        if who:
            story.because.append(f"It was asserted in {who}.")
    elif error["code"]:
        story.headline = f"the program called sys.exit({error['code']}){where}, which ends it as failed."
        story.rule = "A function that others call reports by its result or by an exception. Who should decide to exit?"
    elif error["type"] == "RecursionError":
        story.headline = f"{function or 'a function'} calls itself without end{where}."
        story.rule = "Every recursion needs a case in which it stops. Which one is it here?"
    else:
        begin = f"{who} ended with" if who else ""
        story.headline = f"{begin} an exception{where}: {in_short(error)}".strip()
        story.rule = rule_of(error)
        if who.startswith("the thread"):
            story.because.append(
                "An exception in a thread does not reach join(): the other threads go on as if nothing had happened."
            )
        elif who:
            story.because.append(
                "An exception in a process does not reach join(): the process that started it sees the exit code 1, "
                "if it looks."
            )
    return story


def rule_of(error: dict[str, Any]) -> str:
    """Return what to think about after a described exception."""
    for pattern, rule in _RULES:
        if re.match(pattern, error["message"], re.DOTALL):
            return rule
    if error["type"] == "TypeError" and "argument" in error["message"]:
        return "The spec calls the function with the signature in the README. Does yours take the same arguments?"
    return ""


def of_bound(ending: Ending, bounds: Bounds, file: str) -> Story:
    """Return the story of a run that passed a bound."""
    story = Story(words.TIME_LIMIT, "", file=file, printed=ending.output)
    if ending.kind == supervisor.SECONDS:
        story.headline = f"the spec was still running after {bounds.seconds:g} seconds of real time."
        story.rule = "Which loop or call never comes to its end, or takes far longer than the task needs?"
    elif ending.kind == supervisor.PROCESSOR:
        story.headline = f"the program has used {bounds.processor:g} seconds of processor time and goes on computing."
        story.rule = "Which loop never comes to its end, or does far more than the task needs?"
    elif ending.kind == supervisor.MEMORY:
        story.verdict = words.OUT_OF_MEMORY
        story.headline = (
            f"the program took more memory than a run may have: {bounds.memory >> 20:,} MB, all processes together."
        )
        story.rule = "Which collection grows without end, or is far larger than the task needs?"
    elif ending.kind == supervisor.PROCESSES:
        story.headline = f"the program had more than {bounds.processes} processes at the same time."
        story.rule = "Which loop or call starts processes, and when does it stop? What does each new one do first?"
    elif ending.kind == supervisor.THREADS:
        story.headline = f"the program had more than {bounds.threads} threads at the same time."
        story.rule = "Which loop or call starts threads, and when does it stop?"
    else:
        story.headline = f"the program wrote more than {bounds.output >> 20:,} MB, without an end in sight."
        story.rule = "Which loop prints on and on?"
    return story


def of_death(ending: Ending, file: str) -> Story:
    """Return the story of a run whose first process died before the spec was done."""
    status = ending.status or 0
    story = Story(words.CRASH, "", file=file, printed=ending.output)
    frames = _last_stack(ending.errors)
    own = [frame for frame in frames if is_known(frame[0])]
    where = f" at line {own[0][1]} of {short_path(own[0][0])}" if own else ""
    if status < 0:
        name = supervisor.signal_name(status)
        story.headline = f"the program's process died{where}: {name}."
        story.rule = "Python code alone cannot do that: os.abort, os.kill or code in C did. Which call is it here?"
    else:
        story.headline = f"the program ended its whole process, with exit status {status}, before the spec was done."
        story.rule = (
            "os._exit ends every thread of a process, and nothing after it runs. "
            "How does a function say that it is done?"
        )
    lines = []
    for file_, line, function in reversed(own):
        lines += [f"{short_path(file_)}:{line} in {function}", f"    {linecache.getline(file_, line).strip()}"]
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
        names.append(f"the {len(workers)} workers of a pool" if len(workers) > 1 else "the worker of a pool")
        place = f", which was made on line {workers[0]['line']} of {short_path(workers[0]['file'])},"
        story.because.append(
            f"the workers of the pool{place if workers[0].get('line') else ''} wait for tasks; nobody has ended it."
        )
    if names:
        verb = "were" if len(names) > 1 or len(workers) > 1 else "was"
        if any(not one.get("ended") for one in (*processes, *workers, *threads)):
            story.headline = f"{join_words(names)} {verb} still there when the call returned."
        else:
            story.headline = f"nobody has waited for the end of {join_words(names)}."
    else:
        story.headline = f"shared memory was left behind: {join_words([one['name'] for one in shared])}."
    for one in processes:
        place = f", started on line {one['line']} of {short_path(one['file'])}," if one.get("line") else ""
        what = f" (it runs {one['target']})" if one.get("target") and not one.get("ended") else ""
        state = "has ended, but nobody joined it: its number stays taken (a zombie)" if one.get("ended") else "runs on"
        story.because.append(f"the process {one['name']}{what}{place} {state}.")
    for one in threads:
        story.because.append(f"the thread {one['name']} of {one['process']} runs on.")
    for one in shared:
        place = f", made on line {one['line']} of {short_path(one['file'])}," if one.get("line") else ""
        story.because.append(f"the shared memory {one['name']}{place} was never removed: unlink() does that.")
    if workers and not processes:
        story.rule = "A pool keeps its workers until somebody ends it. Where is that done, on every way out?"
    elif processes:
        story.rule = (
            "Whoever starts a process is the one who can wait for its end. Where is that done, on every way out?"
        )
    elif threads:
        story.rule = "Whoever starts a thread is the one who can wait for its end. Where is that done?"
    else:
        story.rule = "Shared memory outlives the processes that use it. Who is the last one, and what must it do?"
    return story


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
