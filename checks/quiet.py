"""When nobody moves any more: a wait that ends as soon as every other thread of the process is blocked.

Specs on real threads have to know that somebody has come as far as it can: that a server has read what was sent, or
that a stranger was not let in. A sleep would be too short on a busy machine and too long on every other one. The kernel
knows it: a thread that sleeps, and was not switched to between two looks, waits for something that nobody has done.
Between the looks the caller sleeps, so that a thread which only waited for the interpreter has gone on.

The same holds for other processes, if all who may wake each other are looked at together.

A thread that looks for itself from time to time (a loop with a timeout) is taken for blocked while it sleeps.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

from checks.saying import _, ngettext

#: What the kernel tells about each thread of this process; elsewhere than on Linux there is nothing like it.
TASKS: Final = Path("/proc/self/task")
#: Seconds between two looks.
STEP: Final = 0.001
#: Seconds without any movement after which a thread that only looks from time to time would have looked.
REST: Final = 0.3
#: So many looks before a thread that is never at rest is told of.
LOOKS: Final = 5000
#: Seconds of processor time that others may use before they are no longer waited for. A busy machine gives it to them
#: late, so looks would be the wrong measure.
WORK: Final = 0.3
#: The state of a process that has ended and was not joined.
_ENDED: Final = "Z"
#: Threads that wait here themselves, which counts as rest.
_looking: Final[set[int]] = set()
#: Seconds to wait where the kernel does not tell.
BLIND: Final = 0.2


def until_quiet(*processes: int | None) -> None:
    """Wait until every thread of this process but the calling one is blocked, or has ended.

    :param processes: numbers of other processes; they are looked at instead of this one.
    :raises AssertionError: if one of them is never at rest.
    """
    __tracebackhide__ = True
    restless = _restless(*processes)
    if restless is None:
        return
    names = [thread.name for thread in threading.enumerate() if thread.native_id in restless]
    who = ", ".join(names) or (_("another process") if processes else _("a thread"))
    raise AssertionError(_("{who} never comes to rest: it keeps the processor busy, and should wait", who=who))


def let_others_go_on(caller: int | None = None) -> None:
    """Wait until all others have come as far as they can: what somebody has returned has arrived, by whatever way.

    The others are the threads of this process, or, where another one called, its threads and all that it has started
    besides, a manager say. Who asks again and again without a pause is never at rest, which is no mistake here: they
    are waited for until they have used `WORK`.

    :param caller: the number of the process that called; by default the one that started this one.
    """
    if caller is None:
        parent = multiprocessing.parent_process()
        caller = os.getppid() if parent is None else parent.pid
    if caller == os.getpid():
        _restless(work=WORK)
    else:
        # Who comes from a forkserver has it as a parent, and its siblings do too.
        family = {caller, *_children(caller), *_children(os.getppid())}
        _restless(*family - {os.getpid()}, work=WORK)


def _restless(*processes: int | None, work: float | None = None) -> list[int] | None:
    """Wait until all are at rest, and return None; if they never are, return who does not even sleep.

    :param work: seconds of processor time that they may use meanwhile.
    """
    if not TASKS.is_dir():
        time.sleep(BLIND)
        return None
    here = threading.get_native_id()
    _looking.add(here)
    try:
        before = _others(*processes)
        enough = None if work is None else _used(*processes) + work
        for _look in range(LOOKS):
            time.sleep(STEP)
            now = _others(*processes)
            if now == before and all(state == "S" for state, *_switches in now.values()):
                return None
            before = now
            if enough is not None and _used(*processes) > enough:
                break
    finally:
        _looking.discard(here)
    return [number for number, (state, *_switches) in before.items() if state != "S"]


def _used(*processes: int | None) -> float:
    """Return how many seconds of processor time these processes have used, or this one; those that are gone, none."""
    ticks = 0
    for folder in [TASKS.parent.parent / str(process) for process in processes] or [TASKS.parent]:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            # The name, in brackets, may hold anything; then there are the state, and 10 fields, and the two that count.
            fields = (folder / "stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(process: int | None) -> list[int]:
    """Return the numbers of the processes that this one has started, as far as the kernel tells."""
    found: list[int] = []
    for task in (TASKS.parent.parent / str(process) / TASKS.name).glob("*"):
        with contextlib.suppress(OSError):  # the thread may be gone by now
            found += map(int, (task / "children").read_text("ascii").split())
    return found


def at_rest(since: list[object], *processes: int | None) -> bool:
    """Return whether nobody but the caller has moved for so long that nobody will: `REST`, and the looks between.

    :param since: an empty list at first, which keeps the looks; the same one for each call.
    :param processes: numbers of other processes; they are looked at instead of this one.
    """
    here = threading.get_native_id()
    now = {number: task for number, task in _others(*processes).items() if number != here}
    time.sleep(STEP)
    if not since or since[0] != now or any(state != "S" for state, *_switches in now.values()):
        since[:] = [now]
    else:
        since.append(now)
    return len(since) * STEP > REST


def rests_before(happened: Callable[[], bool], *processes: int | None) -> bool:
    """Wait until *happened* returns true, or all these processes are at rest, so that it never will; return which.

    :return: whether they came to rest first. Who only looks from time to time is at rest if that is seldom.
    """
    since: list[object] = []
    while not happened():
        if at_rest(since, *processes):
            return not happened()
    return False


def threads_now() -> frozenset[int]:
    """Return the idents of all threads that run Python now, those of `_thread` included."""
    return frozenset(sys._current_frames())  # noqa: SLF001 - there is no other way to all of them


def at_most_new_threads(before: frozenset[int], limit: int) -> None:
    """Assert that not more than *limit* threads run that did not at the time of *before*, which `threads_now` gave."""
    __tracebackhide__ = True
    names = _new_threads(before)
    if len(names) > limit:
        raise AssertionError(
            _(
                "there are {count} more threads, and at most {limit} may be: {names}",
                count=len(names),
                limit=limit,
                names=", ".join(names),
            )
        )


def no_thread_left(before: frozenset[int]) -> None:
    """Assert that no thread is left that was not there at the time of *before*; one that is about to end may do so."""
    __tracebackhide__ = True
    until_quiet()
    if names := _new_threads(before):
        raise AssertionError(
            ngettext(
                "{names} should have ended by now, and has not",
                "{names} should have ended by now, and have not",
                len(names),
                names=", ".join(names),
            )
        )


def _new_threads(before: frozenset[int]) -> list[str]:
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    return sorted(names.get(ident, _("a thread of _thread")) for ident in threads_now() - before)


def _others(*processes: int | None) -> dict[int, tuple[str, str, str]]:
    """Return, for each thread that does not look itself, its state and how often it gave up the processor.

    :param processes: numbers of processes whose threads are meant, in place of those of this one.
    """
    folders = [TASKS.parent.parent / str(process) / TASKS.name for process in processes] or [TASKS]
    found = {}
    for task in (task for folder in folders if folder.is_dir() for task in folder.iterdir()):
        if int(task.name) in _looking:
            continue
        try:
            lines = (task / "status").read_text(encoding="ascii", errors="replace").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        state = fields["State"][:1]
        if state == _ENDED:
            continue  # and nobody has joined its process yet
        found[int(task.name)] = (state, fields["voluntary_ctxt_switches"], fields["nonvoluntary_ctxt_switches"])
    return found
