"""Which code is the learner's: his files, his frames in a traceback, the line where an exception left them."""

from __future__ import annotations

import os
import re
import sys
import traceback
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

    from plugins.simulation.world import World

_ENGINE: Final = os.path.dirname(os.path.abspath(__file__)) + os.sep
_PLUGINS: Final = os.path.dirname(os.path.dirname(_ENGINE)) + os.sep
_STDLIB: Final = os.path.dirname(os.path.realpath(os.__file__)) + os.sep
#: Frames of a traceback that are shown; of an endless recursion the ends tell it all.
_FRAMES: Final = 8
_LONGEST: Final = 2000
#: Where an object lies in memory, which differs in every run and tells nobody anything.
_ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")
#: A function with its module before it, as Python calls it only where a call cannot even begin.
_CALLED: Final = re.compile(r"\b[\w.]+\.[\w.<>]+(?=\(\) (?:argument after|got multiple values))")


def is_learners_file(path: str, world: World) -> bool:
    """Return whether *path* is code that a learner may know: his own, or a spec's."""
    real = os.path.realpath(path)
    if world.is_learners("", real):
        return True
    if world.hidden_roots and real.startswith(world.hidden_roots):
        return False
    if path.startswith(("<", _ENGINE, _PLUGINS)) or "site-packages" in path:
        return False
    return not real.startswith(_STDLIB)


def is_spec(file: str) -> bool:
    """Return whether *file* is a spec, whose lines a learner neither wrote nor changes."""
    return os.path.basename(file).startswith("test_")


def plain_text(text: str) -> str:
    """Return the *text* of an exception without what tells nothing: addresses, and the dotted name of a module."""
    return _CALLED.sub(_without_module, _ADDRESS.sub("", text))


def _without_module(called: re.Match[str]) -> str:
    parts = called[0].split(".")
    modules = [count for count in range(len(parts)) if ".".join(parts[:count]) in sys.modules]
    return ".".join(parts[max(modules, default=0) :])


def short_path(path: str) -> str:
    """Return *path* as short as a person would say it here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith("..") and len(relative) > len(path) else relative


def innermost_line(error: BaseException, world: World) -> tuple[str, int, str]:
    """Return (file, line, function) of the learner's frame that *error* passed last; ("", 0, "") if there is none."""
    trace: TracebackType | None = error.__traceback__
    found = ("", 0, "")
    while trace is not None:
        code = trace.tb_frame.f_code
        if is_learners_file(code.co_filename, world):
            found = (code.co_filename, trace.tb_lineno, code.co_name)
        trace = trace.tb_next
    return found


def learners_traceback(error: BaseException, world: World) -> str:
    """Return *error*'s traceback in Python's form, with the learner's frames alone."""
    summary = traceback.TracebackException.from_exception(error, compact=True)
    frames = [frame for frame in summary.stack if is_learners_file(frame.filename, world)]
    lines = ["Traceback (most recent call last):"]
    half = _FRAMES // 2
    for number, frame in enumerate(frames):
        if len(frames) > _FRAMES and half <= number < len(frames) - half:
            if number == half:
                lines.append(f"  ... {len(frames) - _FRAMES} more calls ...")
            continue
        lines.append(f'  File "{short_path(frame.filename)}", line {frame.lineno}, in {frame.name}')
        if frame.line:
            lines.append(f"    {frame.line}")
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    lines.append(last if len(last) < _LONGEST else last[:_LONGEST] + " ...")
    return plain_text("\n".join(lines))
