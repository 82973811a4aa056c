"""Progress: what became of each spec the last time it was run on the learner's own files, and which hints were shown.

Every report is a transaction of its own, so a crash loses at most the spec that was running, and two sessions at once
write one after the other. They are not synced one by one: a commit costs some ten microseconds, and a power cut can
lose the last ones but never the file.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plugins.kata.store import Store

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "progress.db"

#: Where a spec was run.
SIMULATED: Final = "simulated"
REAL_THREADS: Final = "real threads"
#: In the place of a verdict: the spec is not meant for that machine.
SKIPPED: Final = "skipped"

_LAYOUTS: Final = (
    """
    CREATE TABLE result (
        kata TEXT NOT NULL, exercise TEXT NOT NULL, spec TEXT NOT NULL, machine TEXT NOT NULL,
        verdict TEXT NOT NULL, at REAL NOT NULL,
        PRIMARY KEY (kata, exercise, spec, machine)
    ) WITHOUT ROWID;
    CREATE TABLE hint (
        kata TEXT NOT NULL, exercise TEXT NOT NULL, hint TEXT NOT NULL, at REAL NOT NULL,
        PRIMARY KEY (kata, exercise, hint)
    ) WITHOUT ROWID;
    """,
)


@dataclass(frozen=True, slots=True)
class SpecResult:
    """What became of one spec.

    :ivar spec: its name, with parameters.
    :ivar machine: `SIMULATED` or `REAL_THREADS`.
    :ivar at: seconds since the epoch.
    """

    kata: str
    exercise: str
    spec: str
    machine: str
    verdict: str
    at: float


class Progress(Store):
    """The file.

    :param folder: where it lies.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE, holds="progress", layouts=_LAYOUTS, durable=False)

    def record(self, result: SpecResult) -> None:
        """Keep *result* in the place of what was known of this spec on this machine."""
        self.write(
            "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?)",
            result.kata,
            result.exercise,
            result.spec,
            result.machine,
            result.verdict,
            result.at,
        )

    def results(self) -> list[SpecResult]:
        """Return what is known, the oldest first."""
        query = "SELECT kata, exercise, spec, machine, verdict, at FROM result ORDER BY at, kata, exercise, spec"
        return [SpecResult(*row) for row in self.read(query)]

    def note_hint(self, kata: str, exercise: str, hint: str) -> None:
        """Keep that a hint was shown.

        :param hint: the hint's own text, so that a hint which is rewritten counts as a new one.
        """
        self.write("INSERT OR REPLACE INTO hint VALUES (?, ?, ?, ?)", kata, exercise, hint, time.time())

    def hints_shown(self, kata: str, exercise: str) -> set[str]:
        """Return the hints on an exercise that were shown."""
        return {
            str(row[0]) for row in self.read("SELECT hint FROM hint WHERE kata = ? AND exercise = ?", kata, exercise)
        }

    def forget(self, kata: str, exercise: str) -> None:
        """Forget results and hints of an exercise, which begins anew."""
        self.write("DELETE FROM result WHERE kata = ? AND exercise = ?", kata, exercise)
        self.write("DELETE FROM hint WHERE kata = ? AND exercise = ?", kata, exercise)
