"""The file that keeps dojo sessions: who is there, the turns, a light for every run, and the files at each light.

A light is one transaction that is synced to the disk, so a power cut loses at most the run in progress; several
terminals write one after the other. Files are kept once for each content.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plugins.dojo.turns import DEFAULT_LENGTH, Turn
from plugins.kata.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE: Final = "sessions.db"

GREEN: Final = "green"
RED: Final = "red"
#: The module under test does not import, or is not there.
AMBER: Final = "amber"
#: No run: the files as they were before others were taken back.
KEPT: Final = "kept"

_LAYOUTS: Final = (
    """
    CREATE TABLE session (name TEXT PRIMARY KEY, began REAL NOT NULL, length REAL NOT NULL);
    CREATE TABLE person (
        session TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (session, name)
    );
    CREATE TABLE turn (session TEXT NOT NULL, number INTEGER NOT NULL, began REAL NOT NULL,
        PRIMARY KEY (session, number));
    CREATE TABLE light (
        id INTEGER PRIMARY KEY, session TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL,
        colour TEXT NOT NULL, verdict TEXT NOT NULL, what TEXT NOT NULL, driver TEXT NOT NULL,
        navigator TEXT NOT NULL, predicted TEXT NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL,
        report TEXT NOT NULL, UNIQUE (session, number)
    );
    CREATE TABLE content (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE file (light INTEGER NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (light, path));
    """,
)


@dataclass(frozen=True, slots=True)
class Light:
    """One run.

    :ivar number: from 1, in its session.
    :ivar at: seconds since the epoch.
    :ivar colour: `GREEN`, `RED`, `AMBER` or `KEPT`.
    :ivar verdict: that of the first spec that failed; "" where none did.
    :ivar what: the katas and exercises that were run.
    :ivar predicted: what was foretold, `GREEN` or `RED`; "" if nothing was.
    :ivar report: the pages of the specs that failed.
    """

    number: int
    at: float
    colour: str
    verdict: str
    what: str
    driver: str
    navigator: str
    predicted: str
    passed: int
    failed: int
    report: str

    @property
    def foreseen(self) -> bool | None:
        """Whether the prediction was right; None without one. Not importing is red as well."""
        if not self.predicted:
            return None
        return (self.predicted == GREEN) == (self.colour == GREEN)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to, before it is a light."""

    colour: str
    verdict: str = ""
    what: str = ""
    predicted: str = ""
    passed: int = 0
    failed: int = 0
    report: str = ""


class Sessions(Store):
    """The file.

    :param folder: where it lies.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE, holds="sessions", layouts=_LAYOUTS, durable=True)

    def names(self) -> list[str]:
        """Return the names of all sessions, the oldest first."""
        return [str(row[0]) for row in self.read("SELECT name FROM session ORDER BY began, name")]

    def join(self, name: str, now: float, *, people: Sequence[str] = (), length: float | None = None) -> bool:
        """Begin the session *name*, or join it.

        :param people: who is there as well, in the order of their turns; whoever is known already keeps the place.
        :param length: seconds of a turn from now on; None to leave them.
        :return: whether it was begun.
        """
        with self.transaction():
            begun = not self.read("SELECT 1 FROM session WHERE name = ?", name)
            if begun:
                self.write("INSERT INTO session VALUES (?, ?, ?)", name, now, length or DEFAULT_LENGTH)
            elif length is not None:
                self.write("UPDATE session SET length = ? WHERE name = ?", length, name)
            known = self._people(name)
            for person in dict.fromkeys(people):
                if person not in known:
                    known = (*known, person)
                    self.write("INSERT INTO person VALUES (?, ?, ?)", name, len(known), person)
        return begun

    def turn(self, name: str) -> Turn | None:
        """Return the last turn of a session; None before its first run."""
        rows = self.read("SELECT number, began FROM turn WHERE session = ? ORDER BY number DESC LIMIT 1", name)
        if not rows:
            return None
        ((number, began),) = rows
        return Turn(number, self._people(name), began, self._length(name))

    def next_turn(self, name: str, now: float) -> Turn:
        """Return the turn that *now* belongs to, begun if the last one is over."""
        with self.transaction():
            turn = self.turn(name)
            if turn is not None and turn.left(now) > 0:
                return turn
            new = Turn(1, self._people(name), now, self._length(name)) if turn is None else turn.following(now)
            self.write("INSERT INTO turn VALUES (?, ?, ?)", name, new.number, now)
        return new

    def add(self, name: str, now: float, run: Run, files: Mapping[str, str]) -> Light:
        """Keep a run with the files that it was of, and return it as a light."""
        with self.transaction():
            turn = self.turn(name)
            ((number,),) = self.read("SELECT coalesce(max(number), 0) + 1 FROM light WHERE session = ?", name)
            driver, navigator = (turn.driver, turn.navigator) if turn is not None else ("", "")
            light = Light(
                number, now, run.colour, run.verdict, run.what, driver, navigator, run.predicted, run.passed,
                run.failed, run.report,
            )  # fmt: skip
            row = self.write(
                "INSERT INTO light VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                name, number, now, run.colour, run.verdict, run.what, driver, navigator, run.predicted, run.passed,
                run.failed, run.report,
            )  # fmt: skip
            for path, text in files.items():
                digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
                self.write("INSERT OR IGNORE INTO content VALUES (?, ?)", digest, text)
                self.write("INSERT INTO file VALUES (?, ?, ?)", row, path, digest)
        return light

    def lights(self, name: str) -> list[Light]:
        """Return the lights of a session, in order."""
        query = (
            "SELECT number, at, colour, verdict, what, driver, navigator, predicted, passed, failed, report "
            "FROM light WHERE session = ? ORDER BY number"
        )
        return [Light(*row) for row in self.read(query, name)]

    def files(self, name: str, number: int) -> dict[str, str]:
        """Return the files at a light, by path; none where there is no such light."""
        query = (
            "SELECT file.path, content.text FROM light JOIN file ON file.light = light.id "
            "JOIN content ON content.digest = file.digest WHERE light.session = ? AND light.number = ? ORDER BY path"
        )
        return {str(path): str(text) for path, text in self.read(query, name, number)}

    def files_before(self, name: str, number: int) -> dict[str, str]:
        """Return what a light is compared with: each file as it was at the last light before it that has it."""
        query = (
            "SELECT file.path, content.text FROM light JOIN file ON file.light = light.id "
            "JOIN content ON content.digest = file.digest WHERE light.session = ? AND light.number < ? "
            "ORDER BY light.number"
        )
        return {str(path): str(text) for path, text in self.read(query, name, number)}

    def began(self, name: str) -> float:
        """Return when a session began, in seconds since the epoch."""
        ((began,),) = self.read("SELECT began FROM session WHERE name = ?", name)
        return float(began)

    def _people(self, name: str) -> tuple[str, ...]:
        rows = self.read("SELECT name FROM person WHERE session = ? ORDER BY place", name)
        return tuple(str(row[0]) for row in rows)

    def _length(self, name: str) -> float:
        ((length,),) = self.read("SELECT length FROM session WHERE name = ?", name)
        return float(length)
