"""A spec on the real machine: its body runs in a supervised process, and what comes back becomes its result."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import multiprocessing
import os
import sys
import threading
import warnings
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Final

import pytest

import checks
from plugins.kata import verdicts
from plugins.kata.expected import fill_in
from plugins.kata.fixtures import KATA, PRINTED
from plugins.real import autopsy, beginning, ending, inside, kernel, supervisor, telling
from plugins.real.printed import PrintedByAll
from plugins.simulation import result as words
from plugins.simulation.result import Result
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.kata.exercise import Exercise
    from plugins.real.supervisor import Bounds, Ending

_HIDDEN: Final = tuple(os.path.realpath(path) for path in checks.__path__)
_SKIPPED: Final = "skipped"
_XFAILED: Final = "xfailed"
#: Threads that belong to a queue of multiprocessing, and end with it.
_FEEDER: Final = "QueueFeederThread"


def run(
    item: pytest.Function,
    exercise: Exercise,
    *,
    bounds: Bounds,
    method: str | None,
    leftover: bool,
    alive: Callable[[], object],
) -> Result:
    """Run the body of *item* in a process tree of its own.

    :param method: the start method, or None for the platform's.
    :param leftover: whether a process or thread that is still there in the end makes it fail.
    :param alive: called now and then while it runs.
    """
    if (wrong := verdicts.before_running(exercise)) is not None:
        return wrong

    def task(place: beginning.Place) -> None:
        _be_the_program(item, exercise, place, method)

    return judge(supervisor.supervise(task, bounds, alive), exercise, bounds, leftover=leftover)


def judge(ended: Ending, exercise: Exercise, bounds: Bounds, *, leftover: bool) -> Result:
    """Return the result that a run's ending is.

    :raises pytest.skip.Exception: if the body was skipped; `pytest.xfail.Exception` likewise.
    """
    file = verdicts.short(exercise.file)
    body = next(iter(ended.of_kind("body")), None)
    if body is not None and "outcome" in body:
        if body["outcome"] == _XFAILED:
            pytest.xfail(body["message"])
        pytest.skip(body["message"])
    story: Story | None = None
    if ended.kind == supervisor.STUCK:
        story = autopsy.of_stuck(ended, file, _HIDDEN)
    elif body is not None and body["verdict"] != words.OK:
        story = Story.from_dict(body["story"]) if body["story"] else None
    elif (raised := _raised(ended, exercise)) is not None:
        story = raised
    elif ended.of_kind("strayed"):
        story = _strayed(file)
    elif body is None and ended.kind in (supervisor.DIED, supervisor.DONE):
        story = telling.of_death(ended, file)
    elif ended.kind == supervisor.LEFT or (ended.kind == supervisor.DONE and ended.of_kind("left")):
        story = telling.of_leftover(ended, file) if leftover else None
    elif ended.kind == supervisor.DIED:
        story = telling.of_death(ended, file)
    elif ended.kind != supervisor.DONE:
        story = telling.of_bound(ended, bounds, file)
        autopsy.add_places(story, ended, _HIDDEN)
    if story is None:
        return Result(words.OK, seconds=ended.seconds, output=ended.output)
    story.printed = story.printed or ended.output
    autopsy.add_deaths(story, ended)
    return verdicts.with_story(Result(story.verdict, seconds=ended.seconds, output=ended.output), story)


def _raised(ended: Ending, exercise: Exercise) -> Story | None:
    """Return the story of what a thread or another process raised and nobody caught, if that decides.

    An assert that failed decides wherever it stands. Any other exception does if a thread ended with it, or if it comes
    from the learner's code: what a function of the spec raises in a process, the spec has its reasons for.
    """
    own = os.path.realpath(exercise.file.parent)
    for record in ended.of_kind("raised"):
        error = record["error"]
        frames = telling.own_frames(error, _HIDDEN)
        innermost = frames[-1][0] if frames else ""
        of_spec = os.path.basename(innermost).startswith("test_")
        of_learner = os.path.realpath(innermost).startswith(own) and not of_spec
        if not (error["assertion"] or record["thread"] or of_learner):
            continue
        if record["thread"] and of_spec and not error["assertion"]:
            continue
        who = f"the thread {record['thread']}" if record["thread"] else f"the process {record['process']}"
        return telling.of_error(error, str(exercise.file), who, _HIDDEN)
    return None


def _strayed(file: str) -> Story:
    return Story(
        words.LEFTOVER,
        "a process that os.fork made came back from the call, as a second copy of the program.",
        file=file,
        because=["fork returns twice: in the process that called it, and in its copy, which goes on from there too."],
        rule="Where does the copy's work end, and how does the copy end there?",
    )


# -- in the run's process ---------------------------------------------------------------------------------------------


def _be_the_program(item: pytest.Function, exercise: Exercise, place: beginning.Place, method: str | None) -> None:
    """Run the body and do what an interpreter does in the end; this process ends with it."""
    root = os.getpid()
    # Warnings decide no spec: a deprecated spelling of a method is still that method.
    warnings.simplefilter("ignore")
    if method is not None:
        multiprocessing.set_start_method(method, force=True)
    body = _run_body(item, exercise, place)
    beginning.flush()
    if os.getpid() != root:
        inside.note("strayed")
        os._exit(0)
    left = None
    if body.get("verdict") == words.OK:
        left = what_is_left(place.prefix)
    inside.note("ends", processes=_started())
    inside.note("body", **body)
    if left is not None:
        inside.note("left", **left)
    if body.get("verdict") == words.OK:
        threading._shutdown()  # type: ignore[attr-defined] # noqa: SLF001 - as the interpreter does
        atexit._run_exitfuncs()
        beginning.flush()
    inside.note("ends", processes=_started())
    inside.note("end")
    os._exit(0)


def _run_body(item: pytest.Function, exercise: Exercise, place: beginning.Place) -> dict[str, Any]:
    """Run the body; return what came out, as plain values."""
    names = item._fixtureinfo.argnames  # noqa: SLF001 - as pytest_pyfunc_call of pytest does
    arguments: dict[str, Any] = {name: item.funcargs[name] for name in names}
    try:
        module = _import_afresh(exercise)
    except Exception as error:  # noqa: BLE001 - whatever it is, the learner is told
        return _plain(_import_failed(error, exercise))
    except SystemExit as error:
        return _plain(verdicts.cannot_import(error, exercise))
    if KATA in arguments:
        arguments[KATA] = module
    if PRINTED in arguments:
        arguments[PRINTED] = PrintedByAll(place.output)
    try:
        item.obj(**arguments)
    except pytest.xfail.Exception as expected:
        return {"outcome": _XFAILED, "message": expected.msg or ""}
    except pytest.skip.Exception as skipped:
        return {"outcome": _SKIPPED, "message": skipped.msg or ""}
    except pytest.fail.Exception as failed:
        error = AssertionError(failed.msg).with_traceback(failed.__traceback__)
        return _plain(_failed(error, item, exercise))
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt: they are the program's
        return _plain(_failed(error, item, exercise))
    return {"verdict": words.OK, "story": None}


def _import_afresh(exercise: Exercise) -> Any:  # noqa: ANN401 - a module of the learner's
    package = exercise.module.rpartition(".")[0]
    for name in list(sys.modules):
        if name.startswith(f"{package}.") and not name.rpartition(".")[2].startswith("test_"):
            del sys.modules[name]
    return importlib.import_module(exercise.module)


def _import_failed(error: Exception, exercise: Exercise) -> Result:
    if isinstance(error, MemoryError):
        return _told(error, exercise)
    return verdicts.cannot_import(error, exercise)


def _failed(error: BaseException, item: pytest.Function, exercise: Exercise) -> Result:
    result = fill_in(verdicts.not_as_asked(_told(error, exercise), exercise), item)
    if result.story is not None and "in this schedule" in result.story.headline:
        result.story.headline = result.story.headline.replace("in this schedule the", "the")
    return result


def _told(error: BaseException, exercise: Exercise) -> Result:
    story = telling.of_error(inside.describe_error(error), str(exercise.file), hidden=_HIDDEN)
    return Result(story.verdict, story=story, exception=error)


def _plain(result: Result) -> dict[str, Any]:
    return {"verdict": result.verdict, "story": result.story.as_dict() if result.story is not None else None}


def _started() -> list[dict[str, Any]]:
    """Return the processes that this one has started, and how they ended as far as it knows."""
    found = []
    for process in inside.STARTED:
        with contextlib.suppress(Exception):
            popen = process._popen  # type: ignore[attr-defined] # noqa: SLF001 - `exitcode` would take the status
            found.append({"pid": process.pid, "name": process.name, "code": popen.returncode})
    return found


def what_is_left(prefix: str) -> dict[str, Any] | None:
    """Return what the program has left behind in this moment, or None if that is nothing."""
    noted = {process.pid: process for process in inside.STARTED if process._popen is not None}  # type: ignore[attr-defined] # noqa: SLF001
    processes = []
    for pid, process in noted.items():
        if process._popen.returncode is None and process._parent_pid == os.getpid():  # type: ignore[attr-defined] # noqa: SLF001
            ended = bool(connection.wait([process.sentinel], timeout=0))
            processes.append({"pid": pid, "name": process.name, "ended": ended})
    if kernel.KNOWN:
        for pid in kernel.descendants(os.getpid()):
            one = kernel.stat(pid)
            if one is None or pid in noted or kernel.is_helper(pid):
                continue
            if one.parent != os.getpid() and one.state in "ZX":
                continue
            processes.append({"pid": pid, "name": one.name, "ended": one.state in "ZX"})
    threads = [
        {"name": thread.name, "process": "the spec's process"}
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and thread.name != _FEEDER
    ]
    shared = [{"name": name} for name in ending.list_shared(prefix) if not name.startswith("sem.")]
    if not (processes or threads or shared):
        return None
    return {"processes": processes, "threads": threads, "shared": shared}
