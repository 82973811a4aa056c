"""The grades as files: a row for each person and kata as CSV, everything down to the single spec as JSON.

Both are written beside their place first and then moved there, so that nobody finds half a file. The columns of the CSV
stay as they are; new ones are added at the end.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from plugins.submissions.grades import Grade, Graded, Met

COLUMNS: Final = (
    "person",
    "kata",
    "verdict",
    "passed",
    "specs",
    "exercises_passed",
    "exercises",
    "verdicts",
    "seconds",
    "command",
)


def as_csv(grades: Iterable[Grade], command: Callable[[str, str], str]) -> str:
    """Return a table with `COLUMNS`; "verdicts" is like "deadlock=2 missing=5".

    :param command: for person and kata, what shows the full report.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for grade in grades:
        exercises = grade.exercises
        verdicts = " ".join(f"{verdict}={count}" for verdict, count in grade.verdicts.items())
        numbers = (grade.passed, grade.specs, grade.done, len(exercises))
        shows = command(grade.person, grade.kata)
        writer.writerow([grade.person, grade.kata, grade.verdict, *numbers, verdicts, f"{grade.seconds:.2f}", shows])
    return text.getvalue()


def as_json(
    grades: Iterable[Grade], met: Iterable[Met], command: Callable[[str, str], str], **about: str | float | bool
) -> str:
    """Return everything as one object: `people`, each with `katas`, `exercises`, `results`; `class`, what was met.

    :param command: as for `as_csv`.
    :param about: further members of the object.
    """
    people: dict[str, list[dict[str, Any]]] = {}
    for grade in grades:
        exercises = [
            {"exercise": name, **_summary(part), "results": [_result(each) for each in part.results]}
            for name, part in grade.exercises.items()
        ]
        people.setdefault(grade.person, []).append(
            {
                "kata": grade.kata,
                **_summary(grade),
                "command": command(grade.person, grade.kata),
                "exercises": exercises,
            }
        )
    whole = {
        **about,
        "people": [{"person": person, "katas": katas} for person, katas in people.items()],
        "class": [
            {
                "kata": each.kata,
                "exercise": each.exercise,
                "verdict": each.verdict,
                "people": list(each.people),
                "specs": each.specs,
                "headline": each.headline,
            }
            for each in met
        ],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def put(text: str, file: Path) -> None:
    """Write *text* into *file*, wholly or not at all.

    :raises OSError: if that is not possible.
    """
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _summary(grade: Grade) -> dict[str, Any]:
    return {
        "verdict": grade.verdict,
        "passed": grade.passed,
        "specs": grade.specs,
        "verdicts": grade.verdicts,
        "seconds": round(grade.seconds, 3),
    }


def _result(graded: Graded) -> dict[str, Any]:
    return {
        "spec": graded.spec,
        "verdict": graded.verdict,
        "seconds": round(graded.seconds, 3),
        "headline": graded.headline,
        "replay": graded.replay,
    }
