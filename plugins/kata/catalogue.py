"""The catalogue: which katas there are, in which order, and what is known of each (`katas/catalogue.toml`).

The order of the tables in the file is the order of the katas. Texts for people are dictionaries by language, with
English always among them; `text_in` chooses.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The parts of the catalogue, in order.
PARTS: Final = ("processes", "threads", "beyond")
#: The language that every text has.
ENGLISH: Final = "en"


class CatalogueError(Exception):
    """The catalogue cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """One exercise of a kata.

    :ivar task: what is to be done, in one line, by language.
    :ivar public: what stub and reference offer, as signatures.
    """

    name: str
    task: Mapping[str, str]
    public: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KataEntry:
    """One kata.

    :ivar order: its place in the list, from 1.
    :ivar part: one of `PARTS`.
    :ivar title: by language.
    :ivar section: the section of the tutorial that it follows: "T14"; "" beyond it.
    :ivar teaches: what one can do afterwards, in one line, by language.
    :ivar before: names of the katas that are worth doing first.
    :ivar difficulty: 1 (easy) to 5.
    :ivar minutes: how long a learner needs who knows the katas before it.
    """

    name: str
    order: int
    part: str
    title: Mapping[str, str]
    section: str
    teaches: Mapping[str, str]
    before: tuple[str, ...]
    difficulty: int
    minutes: int
    exercises: Mapping[str, ExerciseEntry] = field(default_factory=dict)


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return the text in *language*, else in English, else nothing."""
    return texts.get(language) or texts.get(ENGLISH, "")


@lru_cache(maxsize=4)
def read(file: Path) -> Mapping[str, KataEntry]:
    """Return the katas of a catalogue by name, in its order; none where there is no such file.

    :raises CatalogueError: if it cannot be read.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{file} cannot be read: {error}"
        raise CatalogueError(msg) from error
    return {name: _entry(name, number, table) for number, (name, table) in enumerate(tables.items(), start=1)}


def _entry(name: str, number: int, table: Mapping[str, Any]) -> KataEntry:
    exercises = {
        exercise: ExerciseEntry(exercise, _texts(about, "task"), tuple(about.get("public", ())))
        for exercise, about in table.get("exercises", {}).items()
    }
    return KataEntry(
        name=name,
        order=number,
        part=table.get("part", PARTS[-1]),
        title=_texts(table, "title") or {ENGLISH: name},
        section=table.get("section", ""),
        teaches=_texts(table, "teaches"),
        before=tuple(table.get("before", ())),
        difficulty=int(table.get("difficulty", 1)),
        minutes=int(table.get("minutes", 0)),
        exercises=exercises,
    )


def _texts(table: Mapping[str, Any], key: str) -> dict[str, str]:
    """Return the text *key* by language: `task = "..."` is English, `zh.task = "..."` that of another language."""
    texts = {language: str(more[key]) for language, more in table.items() if isinstance(more, dict) and key in more}
    if key in table:
        texts[ENGLISH] = str(table[key])
    return texts
