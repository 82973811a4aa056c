"""What can be said of a submission without running it: a file that is not there, or that is not its person's."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from plugins.kata import verdicts
from plugins.simulation import result as words
from plugins.simulation.language import _
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.kata.exercise import Exercise
    from plugins.simulation.result import Result

#: Bytes; the longest reference has some thousands.
_LARGEST: Final = 1 << 20
#: Entries of a submission that are looked at, for a file that lies in another place.
_MOST_ENTRIES: Final = 1000


def without_running(exercise: Exercise) -> Result | None:
    """Return what keeps the file of *exercise* from being judged, or None. The file itself is not read."""
    assert exercise.submission is not None  # noqa: S101 - for the type checker: a person's always has one
    shown = verdicts.short(exercise.file)
    try:
        real = os.path.realpath(exercise.file, strict=True)
        info = os.stat(real)  # noqa: PTH116 - as text
    except FileNotFoundError:
        return _missing(exercise, shown)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return verdicts.result_of(
            Story(words.MISSING, _("{shown} cannot be read: {why}.", shown=shown, why=why), file=shown)
        )
    if os.path.commonpath([real, exercise.submission]) != str(exercise.submission):
        headline = _("{shown} is a symbolic link that leads out of the submission.", shown=shown)
        return verdicts.result_of(Story(words.MISSING, headline, file=shown, rule=_("Hand in the file itself.")))
    if not stat.S_ISREG(info.st_mode):
        return verdicts.result_of(Story(words.MISSING, _("{shown} is no regular file.", shown=shown), file=shown))
    if info.st_size > _LARGEST:
        headline = _(
            "{shown} has {st_size:,} bytes; more than {largest:,} are not read.",
            shown=shown,
            st_size=info.st_size,
            largest=_LARGEST,
        )
        return verdicts.result_of(Story(words.SYNTAX_ERROR, headline, file=shown))
    return None


def not_run(exercise: Exercise, seconds: float, option: str) -> Result:
    """Return the result of a spec that was not run, since its submission had used its time.

    :param seconds: how much that was.
    :param option: the option that says so.
    """
    return verdicts.result_of(
        Story(
            words.TIME_LIMIT,
            _(
                "not run: the specs before it had used the {seconds:g} seconds of this submission ({option}).",
                seconds=seconds,
                option=option,
            ),
            file=verdicts.short(exercise.file),
            rule=_("Look at the submission's other results first: which of them took so long?"),
        )
    )


def _missing(exercise: Exercise, shown: str) -> Result:
    because = []
    assert exercise.submission is not None  # noqa: S101 - as above
    if (elsewhere := _find(exercise.submission, exercise)) is not None:
        because.append(_("There is {file}, which is not where it is looked for.", file=verdicts.short(elsewhere)))
    return verdicts.result_of(
        Story(
            words.MISSING,
            _("there is no file {shown}, which the specs of {task} are about.", shown=shown, task=exercise.task),
            file=shown,
            because=because,
            rule=_("The file's name and folder are part of the task."),
        )
    )


def _find(folder: Path, exercise: Exercise) -> Path | None:
    """Return where the file may have been put by mistake: not in its kata's folder, or that folder somewhere below."""
    seen = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(files)
        if exercise.file.name in files and os.path.basename(place) in (folder.name, exercise.kata):  # noqa: PTH119 - as text
            return folder / place / exercise.file.name
        if seen > _MOST_ENTRIES:
            return None
    return None
