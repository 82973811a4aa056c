"""Verdicts that no schedule decides: the module is not there, cannot be imported, or took its process down with it.

Each becomes a `Story` like those of the machine, so that a learner reads one kind of report. The sentence says what is
so and where; what to do about it is the rule at the end.
"""

from __future__ import annotations

import contextlib
import inspect
import linecache
import os
import re
import traceback
import warnings
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Final

from plugins.simulation import result as words
from plugins.simulation.language import _
from plugins.simulation.result import Result
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from types import TracebackType

    from plugins.kata.exercise import Exercise
    from plugins.simulation.child import Outcome, StackFrame

#: How CPython begins the message of a call that does not fit: "alternate() takes 0 positional arguments but ...".
_CALLED: Final = re.compile(r"(?:\w+\.)*?(?P<name>\w+(?:\.\w+)?)\(\) (?:takes|missing|got)")
_MOST_FRAMES: Final = 12


def short(path: str | os.PathLike[str]) -> str:
    """Return *path* relative to the current folder if it is below it."""
    text = os.fspath(path)
    with contextlib.suppress(ValueError):  # another drive
        relative = os.path.relpath(text)
        if not relative.startswith(os.pardir):
            return relative
    return text


def result_of(story: Story) -> Result:
    """Return the result that consists of *story*."""
    return with_story(Result(story.verdict), story)


def with_story(result: Result, story: Story) -> Result:
    """Return *result* with *story* in the place of its own."""
    from plugins.simulation.render import plain

    return replace(result, verdict=story.verdict, story=story, explanation=plain(story))


def before_running(exercise: Exercise) -> Result | None:
    """Return what is wrong with the module under test before it runs, or None: it must be there, and compile."""
    file = short(exercise.file)
    try:
        source = exercise.file.read_bytes()
    except FileNotFoundError:
        return result_of(
            Story(
                words.MISSING,
                _("there is no file {file}, which the specs of {task} are about.", file=file, task=exercise.task),
                file=file,
                rule=_("The file's name and folder are part of the task."),
            )
        )
    except OSError as error:
        return result_of(
            Story(words.MISSING, _("{file} cannot be read: {strerror}.", file=file, strerror=error.strerror), file=file)
        )
    try:
        with warnings.catch_warnings():
            # An odd escape in a string is no reason to fail, whatever pytest makes of warnings.
            warnings.simplefilter("ignore")
            compile(source, str(exercise.file), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return cannot_import(error, exercise)
    return None


def is_of_the_module(error: BaseException, exercise: Exercise) -> bool:
    """Whether *error*, raised by an import, came from the learner's code, rather than from the machine around it."""
    return isinstance(error, SyntaxError) or bool(_own_frames(traceback.extract_tb(error.__traceback__), exercise))


def cannot_import(error: BaseException, exercise: Exercise) -> Result:
    """Return the result for a module under test whose import raised *error*."""
    story = Story(words.SYNTAX_ERROR, "", file=short(exercise.file))
    said = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, SyntaxError):
        place = story.file
        if error.lineno and error.filename:
            place = _("line {line} of {file}", line=error.lineno, file=short(error.filename))
        story.headline = _("Python cannot read {place}: {msg}.", place=place, msg=error.msg)
        story.traceback = said
        story.rule = _("Python reports the place where it noticed; the cause is there or shortly before.")
        return result_of(story)
    frames = _own_frames(traceback.extract_tb(error.__traceback__), exercise)
    where = ""
    if frames:
        where = _(" on line {line} of {file}", line=frames[-1].lineno, file=short(frames[-1].filename))
    if isinstance(error, SystemExit):
        story.headline = _(
            "importing {file} calls sys.exit{where}, so no spec can begin.", file=story.file, where=where
        )
    else:
        story.headline = _(
            "importing {file} raises {error}{where}, so no spec can begin.",
            file=story.file,
            error=type(error).__name__,
            where=where,
        )
    lines = []
    for frame in frames[-_MOST_FRAMES:]:
        lines.append(_("{place} in {function}", place=f"{short(frame.filename)}:{frame.lineno}", function=frame.name))
        if frame.line:
            lines.append(f"    {frame.line}")
    story.traceback = "\n".join([*lines, said])
    story.rule = _("A module is imported before any of its functions is called: what does it do at its top level?")
    return result_of(story)


def not_as_asked(result: Result, exercise: Exercise) -> Result:
    """Return *result*, told better if its exception shows that the module does not offer what the spec asks for.

    A public name that is not there makes the verdict `missing`; arguments that do not fit leave it `exception`.
    """
    error, story = result.exception, result.story
    if story is None or result.verdict != words.EXCEPTION:
        return result
    if (
        isinstance(error, AttributeError)
        and isinstance(error.obj, ModuleType)
        and error.obj.__name__ == exercise.module
    ):
        wanted = exercise.signature(str(error.name)) or error.name
        return with_story(
            result,
            replace(
                story,
                verdict=words.MISSING,
                headline=_(
                    "{file} has no {name}; the specs call for `{wanted}`.",
                    file=short(exercise.file),
                    name=error.name,
                    wanted=wanted,
                ),
                file=short(exercise.file),
                traceback="",
                steps=[],
                threads=[],
                rule=_("Name and arguments are part of the task; is it spelt as in the README?"),
            ),
        )
    if isinstance(error, TypeError) and (called := _CALLED.match(str(error))):
        frame, line = _innermost(error.__traceback__)
        own = _find(result, called["name"])
        if own is None or frame is None or os.path.realpath(frame) == os.path.realpath(exercise.file):
            return result
        wanted = exercise.signature(called["name"]) or exercise.signature(called["name"].partition(".")[0])
        because = [_("{sentence}.", sentence=error)]
        if source := linecache.getline(frame, line).strip():
            because.append(
                _("The call is on line {line} of {file}: {source}", line=line, file=short(frame), source=source)
            )
        if wanted:
            because.append(_("Yours is {yours}; the task says {wanted}.", yours=called["name"] + own, wanted=wanted))
        else:
            because.append(_("Yours is {yours}.", yours=called["name"] + own))
        return with_story(
            result,
            replace(
                story,
                headline=_("{name} cannot be called as the spec calls it.", name=called["name"]),
                file=short(exercise.file),
                because=because,
                steps=[],
                threads=[],
                traceback="",
                rule=_("Which arguments does the task name, and which of them may be left out?"),
            ),
        )
    return result


def out_of_time(result: Result, schedules: int, exercise: Exercise) -> Result:
    """Return *result*, in which nothing wrong was seen, as one that saw less than was asked for.

    :param schedules: how many were asked for.
    """
    story = Story(
        words.INCONCLUSIVE,
        _(
            "only {schedules:,} of {schedules_2:,} schedules were run in {seconds:.1f} seconds of "
            "real time, and nothing wrong was seen in them.",
            schedules=result.schedules,
            schedules_2=schedules,
            seconds=result.seconds,
        ),
        file=short(exercise.file),
        rule=_("What takes so long? If it has to: --time-limit gives a spec more time, and --schedules asks for less."),
    )
    return with_story(result, story)


def of_outcome(outcome: Outcome, exercise: Exercise, limit: float) -> Result:
    """Return the result for a spec whose process ended before it had one.

    :param limit: the bound of its time, in seconds.
    """
    frames = _own_stack(outcome, exercise)
    where = _(" at line {line} of {file}", line=frames[0].line, file=short(frames[0].file)) if frames else ""
    story = Story(words.CRASH, "", file=short(exercise.file), printed=outcome.output)
    if outcome.kind == "time-limit":
        story.verdict = words.TIME_LIMIT
        story.headline = _(
            "the spec was still running{where} after {limit:.3g} seconds of real time.", where=where, limit=limit
        )
        story.rule = _("Which loop or call never comes to its end, or takes far longer than the task needs?")
    elif outcome.kind == "output-limit":
        story.verdict = words.TIME_LIMIT
        story.headline = _("the program wrote more than its process may{where}, without an end in sight.", where=where)
        story.rule = _("Which loop prints on and on?")
    elif outcome.kind == "out-of-memory":
        story.verdict = words.OUT_OF_MEMORY
        story.headline = _("the program asked for more memory than its process may have{where}.", where=where)
        story.rule = _("Which collection grows without end, or is far larger than the task needs?")
    elif outcome.kind == "error":
        last = outcome.error.strip().rpartition("\n")[2]
        story.verdict = words.EXCEPTION
        story.headline = _("the spec's process was left by an exception that nothing may catch: {last}", last=last)
        story.traceback = outcome.error.strip()
    elif outcome.signal is not None:
        story.headline = _(
            "the program's process died{where}: {signal_name}.", where=where, signal_name=outcome.signal_name
        )
        story.rule = _("Python code alone cannot do that: os.abort, os.kill or code in C did. Which call is it here?")
    else:
        story.headline = _(
            "the program ended its whole process{where}, with exit status {exit_status}, before the spec was done.",
            where=where,
            exit_status=outcome.exit_status,
        )
        story.rule = _("os._exit ends every thread and this spec with them. How does a function say that it is done?")
    if frames:
        lines = []
        for frame in reversed(frames[:_MOST_FRAMES]):
            lines.append(_("{place} in {function}", place=f"{short(frame.file)}:{frame.line}", function=frame.function))
            lines.append(f"    {linecache.getline(frame.file, frame.line).strip()}")
        story.traceback = "\n".join(lines)
    return result_of(story)


def _own_frames(frames: traceback.StackSummary, exercise: Exercise) -> list[traceback.FrameSummary]:
    return [frame for frame in frames if _is_own(frame.filename, exercise)]


def _own_stack(outcome: Outcome, exercise: Exercise) -> list[StackFrame]:
    """Return the learner's calls on the stack that got furthest into his code, the innermost first."""
    stacks = ([frame for frame in stack if _is_own(frame.file, exercise)] for stack in outcome.stacks)
    return next((stack for stack in stacks if stack), [])


def _is_own(file: str, exercise: Exercise) -> bool:
    return os.path.dirname(os.path.realpath(file)) == os.path.realpath(exercise.file.parent)  # noqa: PTH120 - as text


def _innermost(trace: TracebackType | None) -> tuple[str | None, int]:
    """Return file and line of the call that raised, beneath which there is no Python."""
    found: tuple[str | None, int] = None, 0
    while trace is not None:
        found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found


def _find(result: Result, name: str) -> str | None:
    """Return the signature of the learner's function *name*, as the spec's frame sees it; None if there is none."""
    trace = result.exception.__traceback__ if result.exception is not None else None
    module = None
    while trace is not None:
        module = trace.tb_frame.f_locals.get("kata", module)
        trace = trace.tb_next
    found: object = module
    for part in name.split("."):
        found = getattr(found, part, None)
    with contextlib.suppress(TypeError, ValueError):
        return str(inspect.signature(found)) if callable(found) else None
    return None
