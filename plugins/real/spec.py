"""A spec on the real machine: its body runs in a supervised process, and what comes back becomes its result."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import multiprocessing
import os
import sys
import threading
import time
import warnings
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Final

import pytest
from _pytest.runner import runtestprotocol

import checks
from plugins.kata import serving, verdicts
from plugins.kata.expected import fill_in
from plugins.kata.fixtures import KATA, PRINTED
from plugins.kata.runner import VERDICT, failed_report, passed_report
from plugins.real import autopsy, beginning, ending, inside, kernel, records, supervisor, telling
from plugins.real.printed import PrintedByAll
from plugins.simulation import result as words
from plugins.simulation.language import _
from plugins.simulation.result import Result
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from plugins.kata.exercise import Exercise
    from plugins.real.supervisor import Bounds, Ending

_HIDDEN: Final = tuple(os.path.realpath(path) for path in checks.__path__)
_CALL: Final = "call"
#: Threads that belong to a queue of multiprocessing, and end with it.
_FEEDER: Final = "QueueFeederThread"

#: In the process of a run what it works with.
_PLACE: beginning.Place | None = None


def run(
    item: pytest.Function,
    exercise: Exercise,
    *,
    bounds: Bounds,
    method: str | None,
    leftover: bool,
    alive: Callable[[], object],
) -> list[pytest.TestReport]:
    """Run all phases of *item* in a process tree of its own, and return their reports.

    :param method: the start method, or None for the platform's.
    :param leftover: whether a process or thread that is still there in the end makes it fail.
    :param alive: called now and then while it runs.
    """
    begun = time.time()

    def task(place: beginning.Place) -> None:
        _be_the_program(item, place, method)

    ended = supervisor.supervise(task, bounds, alive)
    for leaving in ended.of_kind("exit"):
        pytest.exit(leaving["message"], leaving["returncode"])
    reports = [serving.report_from(record["report"], item.config) for record in ended.of_kind("report")]
    phases = {report.when: report for report in reports}
    body = next(iter(ended.of_kind("body")), None)
    story = cause = None
    if body is None or body["verdict"] == words.OK or ended.kind in supervisor.TOO_MUCH:
        story = judge(ended, exercise, bounds, leftover=leftover, begun=body is not None or _CALL in phases)
    elif (cause := _cause_of(body, ended, exercise)) is not None:
        story = cause
    elif body["story"] is not None and ended.kind != supervisor.DONE:
        # The process was ended after its body had failed: before its report was made.
        story = Story.from_dict(body["story"])
    call = phases.get(_CALL)
    failed_before = any(report.failed for report in reports)
    by_itself = ended.kind in (supervisor.DONE, supervisor.DIED)
    if story is None or (failed_before and by_itself and cause is None):
        _complete(story, ended, reports)
        return reports
    story.printed = story.printed or ended.output
    autopsy.add_deaths(story, ended)
    result = verdicts.with_story(Result(story.verdict, seconds=ended.seconds, output=ended.output), story)
    if call is not None and call.when == _CALL:
        reports.remove(call)
    item.user_properties[:] = [(name, value) for name, value in item.user_properties if name != VERDICT]
    item.user_properties.append((VERDICT, result.verdict))
    failed = failed_report(item, result, when="call", start=begun, stop=time.time())
    setup = phases.get("setup") or passed_report(item, "setup", stop=begun)
    teardown = phases.get("teardown") or passed_report(item, "teardown", stop=time.time())
    for report in (setup, teardown):
        report.user_properties = list(item.user_properties)
    return [setup, failed, teardown]


def _complete(story: Story | None, ended: Ending, reports: list[pytest.TestReport]) -> None:
    """Add to the reports that the run itself made what only its supervisor knows."""
    del story
    for report in reports:
        if ended.errors.strip() and report.failed:
            report.sections.append(("Captured stderr call", ended.errors))


def judge(ended: Ending, exercise: Exercise, bounds: Bounds, *, leftover: bool, begun: bool) -> Story | None:
    """Return what is wrong with a run whose body did not fail; None if nothing is.

    :param begun: its body has returned, or its report was made.
    """
    file = verdicts.short(exercise.file)
    if ended.kind in supervisor.TOO_MUCH:
        story = telling.of_bound(ended, bounds, file)
        autopsy.add_places(story, ended, _HIDDEN)
        return story
    if ended.kind == supervisor.STUCK:
        return autopsy.of_stuck(ended, file, _HIDDEN)
    if (raised := _raised(ended, exercise)) is not None:
        return raised
    if ended.of_kind("strayed"):
        return _strayed(file)
    if ended.kind == supervisor.DIED or (ended.kind == supervisor.DONE and not ended.of_kind("report")):
        return telling.of_death(ended, file)
    if ended.of_kind("left") and ended.kind in (supervisor.LEFT, supervisor.DONE):
        return telling.of_leftover(ended, file) if leftover else None
    if ended.kind != supervisor.DONE:
        story = telling.of_bound(ended, bounds, file)
        autopsy.add_places(story, ended, _HIDDEN)
        return story
    del begun
    return None


def _cause_of(body: dict[str, Any], ended: Ending, exercise: Exercise) -> Story | None:
    """Return the story of an exception that had ended a thread or process when the body failed, if it comes first."""
    if body["verdict"] not in words.PRECEDENCE:
        return None
    story = _raised(ended, exercise, before=body)
    if story is None or words.PRECEDENCE.index(story.verdict) >= words.PRECEDENCE.index(body["verdict"]):
        return None
    if body["story"] is not None:
        after = Story.from_dict(body["story"])
        found = after.headline
        if after.expected and after.got:
            found = _("expected {expected}, got {got}.", expected=after.expected, got=after.got)
        story.notes.append(_("after that the spec failed as well: {what}", what=found))
    return story


def _raised(ended: Ending, exercise: Exercise, before: dict[str, Any] | None = None) -> Story | None:
    """Return the story of what a thread or another process raised and nobody caught, if that decides.

    Of several the one whose verdict comes first, and of these the earliest.

    :param before: only what was noted before this record.
    An assert that failed decides wherever it stands. Any other exception does if a thread ended with it, or if it comes
    from the learner's code: what a function of the spec raises in a process, the spec has its reasons for.
    """
    own = os.path.realpath(exercise.file.parent)
    deciding = []
    for record in ended.records[: ended.records.index(before)] if before is not None else ended.records:
        if record["kind"] != "raised":
            continue
        error = record["error"]
        frames = telling.own_frames(error, _HIDDEN)
        innermost = frames[-1][0] if frames else ""
        of_spec = os.path.basename(innermost).startswith("test_")
        of_learner = os.path.realpath(innermost).startswith(own) and not of_spec
        if not (error["assertion"] or record["thread"] or of_learner):
            continue
        if record["thread"] and of_spec and not error["assertion"]:
            continue
        deciding.append(record)
    if not deciding:
        return None
    first = min(deciding, key=lambda record: words.PRECEDENCE.index(telling.verdict_of(record["error"])))
    return telling.of_error(
        first["error"], str(exercise.file), _HIDDEN, thread=first["thread"], process=first["process"]
    )


def _strayed(file: str) -> Story:
    return Story(
        words.LEFTOVER,
        _("a process that os.fork made came back from the call, as a second copy of the program."),
        file=file,
        because=[
            _("fork returns twice: in the process that called it, and in its copy, which goes on from there too.")
        ],
        rule=_("Where does the copy's work end, and how does the copy end there?"),
    )


# -- in the run's process ---------------------------------------------------------------------------------------------


def _be_the_program(item: pytest.Function, place: beginning.Place, method: str | None) -> None:
    """Run all phases and do what an interpreter does in the end; this process ends with it."""
    global _PLACE  # noqa: PLW0603 - a process has one run
    _PLACE = place
    root = os.getpid()
    config = item.config
    for name in (serving.SERVING, serving.WARNINGS):
        if config.pluginmanager.has_plugin(name):
            config.pluginmanager.unregister(name=name)
    config.pluginmanager.register(_Noting(config), "kata-real-noting")
    for finalizers, _error in item.session._setupstate.stack.values():
        # Set up before this process was; it is the other's to take down.
        finalizers.clear()
    if method is not None:
        multiprocessing.set_start_method(method, force=True)
    # Warnings decide no spec; what is left standing is found in another way.
    item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
    try:
        runtestprotocol(item, log=False, nextitem=None)
    except pytest.exit.Exception as leaving:
        inside.note("exit", message=str(leaving.msg), returncode=leaving.returncode)
        os._exit(0)
    _stop_if_strayed(root)
    threading._shutdown()  # type: ignore[attr-defined] # as the interpreter does
    atexit._run_exitfuncs()
    beginning.flush()
    inside.note("ends", processes=_started())
    inside.note("end")
    os._exit(0)


def _stop_if_strayed(root: int) -> None:
    """End this process here if it is a copy that came back from the program."""
    if os.getpid() != root:
        beginning.flush()
        inside.note("strayed")
        os._exit(0)


class _Noting:
    """Notes the report of each phase as soon as there is one: the next phase may be the last of this process."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note a report."""
        report = yield
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        inside.note("report", report=data)
        return report


def run_body(item: pytest.Function, exercise: Exercise) -> Result:
    """Run the body of *item* in this process, and note what came out."""
    if (wrong := verdicts.before_running(exercise)) is not None:
        return wrong
    root = os.getpid()
    before = what_is_there()
    # Warnings decide no spec: a deprecated spelling of a method is still that method.
    with warnings.catch_warnings(), _output(item) as output:
        warnings.simplefilter("ignore")
        try:
            result = _result_of_body(item, exercise, output)
        finally:
            if _PLACE is not None:
                _stop_if_strayed(root)
    beginning.flush()
    if _PLACE is None:
        return result
    inside.note("ends", processes=_started())
    inside.note("body", verdict=result.verdict, story=result.story.as_dict() if result.story is not None else None)
    if result.ok and (left := what_is_left(before, _PLACE.prefix)) is not None:
        inside.note("left", **left)
    return result


def _result_of_body(item: pytest.Function, exercise: Exercise, output: str) -> Result:
    names = item._fixtureinfo.argnames
    arguments: dict[str, Any] = {name: item.funcargs[name] for name in names}
    try:
        module = _import_afresh(exercise)
    except Exception as error:  # noqa: BLE001 - whatever it is, the learner is told
        return _import_failed(error, exercise)
    except SystemExit as error:
        return verdicts.cannot_import(error, exercise)
    if KATA in arguments:
        arguments[KATA] = module
    if PRINTED in arguments:
        arguments[PRINTED] = PrintedByAll(output)
    try:
        item.obj(**arguments)
    except (pytest.xfail.Exception, pytest.skip.Exception, pytest.exit.Exception):
        raise
    except pytest.fail.Exception as failed:
        return _failed(AssertionError(failed.msg).with_traceback(failed.__traceback__), item, exercise)
    except BaseException as error:
        if _PLACE is None and isinstance(error, KeyboardInterrupt):
            raise
        return _failed(error, item, exercise)
    return Result(words.OK)


@contextlib.contextmanager
def _output(item: pytest.Function) -> Iterator[str]:
    """Yield the path of the file that standard output goes to; in pytest's own process, make it go there meanwhile."""
    if _PLACE is not None:
        yield _PLACE.output
        return
    if PRINTED not in item.fixturenames:
        yield ""
        return
    file = records.OpenFile()
    beginning.flush()
    kept = os.dup(1)
    os.dup2(file.file.fileno(), 1)
    try:
        with open(1, "w", encoding="utf-8", buffering=1, closefd=False) as stream, contextlib.redirect_stdout(stream):
            yield file.path
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        sys.stdout.write(ending.text_of(file))
        file.close()


def _import_afresh(exercise: Exercise) -> Any:
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
    return fill_in(verdicts.not_as_asked(_told(error, exercise), exercise), item, scheduled=False)


def _told(error: BaseException, exercise: Exercise) -> Result:
    story = telling.of_error(inside.describe_error(error), str(exercise.file), hidden=_HIDDEN)
    return Result(story.verdict, story=story, exception=error)


def _started() -> list[dict[str, Any]]:
    """Return the processes that this one has started, and how they ended as far as it knows."""
    found = []
    for process in inside.STARTED:
        with contextlib.suppress(Exception):
            popen = process._popen  # type: ignore[attr-defined] # `exitcode` would take the status
            found.append({"pid": process.pid, "name": process.name, "code": popen.returncode})
    return found


def what_is_there() -> set[int]:
    """Return what fixtures have started: numbers of processes, and idents of threads."""
    there = {thread.ident or 0 for thread in threading.enumerate()}
    there |= {process.pid or 0 for process in inside.STARTED}
    return there | (set(kernel.descendants(os.getpid())) if kernel.KNOWN else set())


def what_is_left(before: set[int], prefix: str) -> dict[str, Any] | None:
    """Return what the program has left behind in this moment, or None if that is nothing.

    :param before: what was there before it began.
    """
    processes = []
    known = before | inside.helpers()
    for process in inside.STARTED:
        popen = getattr(process, "_popen", None)
        known.add(process.pid or 0) if popen is not None else None
        if popen is None or process.pid in before or popen.returncode is not None:
            continue
        if process._parent_pid == os.getpid():  # type: ignore[attr-defined] # whose child it is
            ended = bool(connection.wait([process.sentinel], timeout=0))
            processes.append({"pid": process.pid, "name": process.name, "ended": ended})
    if kernel.KNOWN:
        for pid in kernel.descendants(os.getpid()):
            one = kernel.stat(pid)
            if one is None or pid in known or kernel.is_helper(pid):
                continue
            if one.parent != os.getpid() and one.state in "ZX":
                continue
            copied = one.state not in "ZX" and kernel.command(pid) == kernel.command(os.getpid())
            name = _("process {pid}, a copy made by os.fork,", pid=pid) if copied else one.name
            processes.append({"pid": pid, "name": name, "ended": one.state in "ZX"})
    threads = [
        {"name": thread.name, "type": type(thread).__name__, "process": _("the spec's process")}
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and thread.ident not in before and thread.name != _FEEDER
    ]
    shared = [{"name": name} for name in ending.list_shared(prefix) if not name.startswith("sem.")]
    if not (processes or threads or shared):
        return None
    return {"processes": processes, "threads": threads, "shared": shared}
