"""The options of a class's session: their names, their help, and what does not go together with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.options import REFERENCE, REPLAY, SUBMISSION, seconds
from plugins.kata.packs import KATAS
from plugins.simulation.language import N_, _
from plugins.submissions.people import from_told, people_in

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.submissions.people import Person

SUBMISSIONS: Final = "--submissions"
TIME_LIMIT: Final = "--submission-time-limit"
CSV: Final = "--submissions-csv"
JSON: Final = "--submissions-json"

#: Seconds of wall time that all specs of one submission may take.
DEFAULT_TIME_LIMIT: Final = 600.0
#: The name under which a process is told by another whom to judge.
PEOPLE: Final = "katas_people"


@dataclass(frozen=True, slots=True)
class Class:
    """A class and its submissions.

    :ivar folder: the folder that holds a folder for each person, absolute.
    :ivar others: what else lies there, and is left out.
    :ivar time_limit: seconds of wall time for one person's submission.
    """

    folder: Path
    people: tuple[Person, ...]
    others: tuple[str, ...]
    time_limit: float
    csv: Path | None
    json: Path | None


def add_options(parser: pytest.Parser) -> None:
    """Add the options to pytest's own."""
    group = parser.getgroup("katas", "katas")
    group.addoption(SUBMISSIONS, metavar="DIR", help="Judge the submissions of a class, DIR/PERSON/NAME/X.py")
    group.addoption(
        TIME_LIMIT,
        type=seconds,
        default=DEFAULT_TIME_LIMIT,
        metavar="SECONDS",
        help=f"With {SUBMISSIONS}: end a person's submission that takes longer in all, in wall time "
        f"(default: {DEFAULT_TIME_LIMIT:g})",
    )
    group.addoption(CSV, metavar="FILE", help=f"With {SUBMISSIONS}: write a row for each person and kata into FILE")
    group.addoption(JSON, metavar="FILE", help=f"With {SUBMISSIONS}: write the result of each spec into FILE")


def class_of(config: pytest.Config) -> Class | None:
    """Return the class that the options of *config* name, or None if they name none.

    :raises pytest.UsageError: if they make no sense.
    """
    option = config.option
    if option.submissions is None:
        for name, value in ((CSV, option.submissions_csv), (JSON, option.submissions_json)):
            if value is not None:
                msg = _(
                    "{option} {file!r} belongs to {submissions} DIR; give both",
                    option=name,
                    file=value,
                    submissions=SUBMISSIONS,
                )
                raise pytest.UsageError(msg)
        return None
    given = f"{SUBMISSIONS} {option.submissions!r}"
    told = getattr(config, "workerinput", {}).get(PEOPLE)
    here = config.invocation_params.dir
    folder = (here / option.submissions).resolve()
    if told is None:
        _refuse_what_does_not_fit(config, given)
        people, others = _people(folder, given, config.rootpath)
    else:
        people, others = from_told(told), []
    files = []
    for name, value in ((CSV, option.submissions_csv), (JSON, option.submissions_json)):
        file = None if value is None else (here / value).resolve()
        if file is not None and (file.is_dir() or not file.parent.is_dir()):
            raise pytest.UsageError(_no_file(name, value, file))
        files.append(file)
    return Class(folder, tuple(people), tuple(others), option.submission_time_limit, *files)


def _no_file(option: str, given: str, file: Path) -> str:
    """Return why *file* cannot be written."""
    if file.is_dir():
        return _("{option} {file!r}: that is a folder; give the name of a file", option=option, file=given)
    return _(
        "{option} {file!r}: there is no folder {folder!r}; give the name of a file",
        option=option,
        file=given,
        folder=str(file.parent),
    )


def _refuse_what_does_not_fit(config: pytest.Config, given: str) -> None:
    option = config.option
    if option.submission is not None:
        raise pytest.UsageError(
            _(
                "{submission} {folder!r} and {given} exclude each other: one person, or all; give one",
                submission=SUBMISSION,
                folder=option.submission,
                given=given,
            )
        )
    if option.reference:
        raise pytest.UsageError(_("{one} and {other} exclude each other; give one", one=REFERENCE, other=given))
    if option.replay is not None:
        raise pytest.UsageError(
            _(
                "{replay} {token!r} and {given} exclude each other: a schedule is one person's; give {submission} "
                "DIR/PERSON with it",
                replay=REPLAY,
                token=option.replay,
                given=given,
                submission=SUBMISSION,
            )
        )
    if option.usepdb or option.trace or option.capture == "no":
        raise pytest.UsageError(
            _(
                "-s, --pdb and --trace run specs in this process, which {given} does to nobody's code; look at one "
                "person's with {submission} DIR/PERSON",
                given=given,
                submission=SUBMISSION,
            )
        )


def _people(folder: Path, given: str, root: Path) -> tuple[list[Person], list[str]]:
    if not folder.is_dir():
        msg = (
            N_("{given}: that is no folder; give the one that holds PERSON/NAME/X.py")
            if folder.exists()
            else N_("{given}: there is no such folder; give the one that holds PERSON/NAME/X.py")
        )
        raise pytest.UsageError(_(msg, given=given))
    try:
        people, others = people_in(folder)
    except OSError as error:
        raise pytest.UsageError(_("{given} cannot be read: {why}", given=given, why=error.strerror)) from error
    if not people:
        msg = _("{given} holds no folder of a person; give the one that holds PERSON/NAME/X.py", given=given)
        raise pytest.UsageError(msg)
    katas = [person.name for person in people if (root / KATAS / person.name).is_dir()]
    if katas and any((folder / katas[0]).glob("*.py")):
        raise pytest.UsageError(
            _(
                "{given} holds {kata!r}, which is a kata and no person: this is one submission; give {submission}, or "
                "the folder above",
                given=given,
                kata=katas[0],
                submission=SUBMISSION,
            )
        )
    return people, others
