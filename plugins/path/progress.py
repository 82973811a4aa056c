"""Progress: what became of each spec the last time it was run on the learner's own files, and which hints were shown.

It is kept in one SQLite file, `.dojo/progress.db`, which git ignores; `KATAS_HOME` names another folder. Every report
is a transaction of its own, so a crash loses at most the spec that was running, and two sessions at once write one
after the other. The journal is a write-ahead log without a sync for each transaction: a commit costs some ten
microseconds, and a power cut can lose the last ones but never the file.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

#: The environment variable that names the folder, and the folder's name below the repository without it.
HOME: Final = "KATAS_HOME"
FOLDER: Final = ".dojo"
FILE: Final = "progress.db"

#: Where a spec was run.
SIMULATED: Final = "simulated"
REAL_THREADS: Final = "real threads"
#: In the place of a verdict: the spec is not meant for that machine.
SKIPPED: Final = "skipped"

#: Seconds to wait while another session writes.
_PATIENCE: Final = 10.0
#: The layout of the file, as `PRAGMA user_version`; what an older layout holds is carried over in `_LAYOUTS`.
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


class ProgressError(Exception):
    """Progress cannot be kept or read; the text says why and what to do."""


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


def home(root: Path) -> Path:
    """Return the folder in which everything is kept that belongs to the learner.

    :param root: the repository.
    """
    named = os.environ.get(HOME)
    return Path(named).expanduser() if named else root / FOLDER


class Progress:
    """The file, open; used as a context manager it is closed at the end.

    :param folder: where it lies; made if it is not there.
    :raises ProgressError: if it cannot be opened, or is of a newer version.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._database.close()
            raise self._refusal(error) from error
        except ProgressError:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def record(self, result: SpecResult) -> None:
        """Keep *result* in the place of what was known of this spec on this machine."""
        values = (result.kata, result.exercise, result.spec, result.machine, result.verdict, result.at)
        self._write("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?)", values)

    def results(self) -> list[SpecResult]:
        """Return what is known, the oldest first."""
        query = "SELECT kata, exercise, spec, machine, verdict, at FROM result ORDER BY at, kata, exercise, spec"
        return [SpecResult(*row) for row in self._read(query)]

    def note_hint(self, kata: str, exercise: str, hint: str) -> None:
        """Keep that a hint was shown.

        :param hint: the hint's own text, so that a hint which is rewritten counts as a new one.
        """
        self._write("INSERT OR REPLACE INTO hint VALUES (?, ?, ?, ?)", (kata, exercise, hint, time.time()))

    def hints_shown(self, kata: str, exercise: str) -> set[str]:
        """Return the hints on an exercise that were shown."""
        query = "SELECT hint FROM hint WHERE kata = ? AND exercise = ?"
        return {str(row[0]) for row in self._read(query, (kata, exercise))}

    def forget(self, kata: str, exercise: str) -> None:
        """Forget results and hints of an exercise, which begins anew."""
        for table in ("result", "hint"):
            self._write(f"DELETE FROM {table} WHERE kata = ? AND exercise = ?", (kata, exercise))  # noqa: S608 - names of our own

    def _prepare(self) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        if self._version() >= len(_LAYOUTS):
            if self._version() > len(_LAYOUTS):
                msg = (
                    f"{self._file} was written by a newer version of the katas (layout {self._version()}, known here: "
                    f"{len(_LAYOUTS)}); update the katas, or name another folder in {HOME}"
                )
                raise ProgressError(msg)
            return
        # Two first sessions at once: one makes the tables, the other one waits and then finds them.
        self._database.execute("BEGIN IMMEDIATE")
        for layout in _LAYOUTS[self._version() :]:
            for statement in filter(str.strip, layout.split(";")):
                self._database.execute(statement)
        self._database.execute(f"PRAGMA user_version = {len(_LAYOUTS)}")
        self._database.execute("COMMIT")

    def _version(self) -> int:
        return int(self._database.execute("PRAGMA user_version").fetchone()[0])

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            with closing(self._database.execute(query, values)) as rows:
                return rows.fetchall()
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> ProgressError:
        what = getattr(error, "strerror", None) or str(error)
        return ProgressError(
            f"progress cannot be kept in {self._file}: {what}; move that file away, or name another folder in {HOME}"
        )
