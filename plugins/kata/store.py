"""A file of the learner's: SQLite, opened so that sessions at once and crashes do it no harm.

What belongs to a learner and not to the repository is kept in `.dojo`, which git ignores; the environment variable
`KATAS_HOME` names another folder. A file knows the number of its layout, and is brought up to date when a newer
version of the katas opens it; one that is newer than the katas is left alone.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

#: The environment variable that names the folder, and the folder's name below the repository without it.
HOME: Final = "KATAS_HOME"
FOLDER: Final = ".dojo"

#: Seconds to wait while another session writes.
_PATIENCE: Final = 10.0


class StoreError(Exception):
    """A file cannot be opened, read or written; the text says why and what to do."""


def home(root: Path) -> Path:
    """Return the folder in which everything is kept that belongs to the learner.

    :param root: the repository.
    """
    named = os.environ.get(HOME)
    return Path(named).expanduser() if named else root / FOLDER


class Store:
    """One file, open; used as a context manager it is closed at the end.

    The journal is a write-ahead log: whoever reads need not wait for whoever writes.

    :param file: where it lies; made, with its folder, if it is not there.
    :param holds: what it holds, for messages: "progress".
    :param layouts: SQL that brings a file from each layout to the next, from nothing on.
    :param durable: a transaction survives a power cut (which costs a sync, some milliseconds); else only a crash.
    :raises StoreError: if it cannot be opened, or is of a newer version.
    """

    def __init__(self, file: Path, *, holds: str, layouts: Sequence[str], durable: bool) -> None:
        self._file = file
        self._holds = holds
        self._layouts = layouts
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error
        try:
            self._prepare(durable=durable)
        except sqlite3.Error as error:
            self._database.close()
            raise self._refusal(error) from error
        except StoreError:
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

    def write(self, statement: str, *values: object) -> int:
        """Carry out one statement, and return the number of the row that it inserted.

        :raises StoreError: if that is not possible.
        """
        try:
            return int(self._database.execute(statement, values).lastrowid or 0)
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def read(self, query: str, *values: object) -> list[Any]:
        """Return the rows of an answer, as tuples.

        :raises StoreError: if there is none.
        """
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Context in which all is written, or nothing; nobody else writes meanwhile."""
        self.write("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.write("ROLLBACK")
            raise
        self.write("COMMIT")

    def _prepare(self, *, durable: bool) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        known = len(self._layouts)
        if self._version() > known:
            msg = _(
                "{file} was written by a newer version of the katas (layout {version}, known here: "
                "{known}); update the katas, or name another folder in {home}",
                file=self._file,
                version=self._version(),
                known=known,
                home=HOME,
            )
            raise StoreError(msg)
        if self._version() == known:
            return
        # Two first sessions at once: one makes the tables, the other one waits and then finds them.
        with self.transaction():
            for layout in self._layouts[self._version() :]:
                for statement in filter(str.strip, layout.split(";")):
                    self._database.execute(statement)
            self._database.execute(f"PRAGMA user_version = {known}")

    def _version(self) -> int:
        return int(self._database.execute("PRAGMA user_version").fetchone()[0])

    def _refusal(self, error: Exception) -> StoreError:
        what = getattr(error, "strerror", None) or str(error)
        return StoreError(
            _(
                "{holds} cannot be kept in {file}: {what}; move that file away, or name another folder in {home}",
                holds=self._holds,
                file=self._file,
                what=what,
                home=HOME,
            )
        )
