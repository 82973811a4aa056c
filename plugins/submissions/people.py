"""Whose submissions there are in a folder: DIR/PERSON/NAME/X.py, where PERSON is whatever a folder may be called.

A name appears in node ids, tables and files, and travels between processes. So what cannot be printed or would break a
node id is escaped in it as in addresses: "%" and two hexadecimal digits for each byte. Two names are never escaped to
the same text.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What separates the parts of a node id, or begins an escape.
_NOT_IN_IDS: Final = "[]%:\\"
#: Folders that tools leave behind.
_LEFT_BEHIND: Final = frozenset({"__pycache__", "__MACOSX"})
_NUMBER: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose submission is judged.

    :ivar name: the folder's name, with what cannot be shown escaped; no two are the same.
    :ivar folder: where the submission lies, absolute; the target of a symbolic link.
    """

    name: str
    folder: Path

    @property
    def keywords(self) -> set[str]:
        """What `-k` finds the person by: it knows no spaces, and letters may be composed in two ways."""
        forms = {unicodedata.normalize(form, self.name) for form in ("NFC", "NFD")} | {self.name}
        return forms | {re.sub(r"\s+", "_", form) for form in forms}


def escaped(name: str) -> str:
    """Return the name of a folder as it is shown."""
    parts = []
    for character in name:
        if character.isprintable() and character not in _NOT_IN_IDS:
            parts.append(character)
        else:
            parts.append("".join(f"%{byte:02X}" for byte in os.fsencode(character)))
    return "".join(parts)


def people_in(folder: Path) -> tuple[list[Person], list[str]]:
    """Return whose submissions there are in *folder*, in the order of their names, and what else lies there.

    :raises OSError: if the folder cannot be read.
    """
    people: list[Person] = []
    others: list[str] = []
    for name in sorted(os.listdir(folder), key=_order):  # noqa: PTH208 - names, not paths
        place = folder / name
        if name.startswith(".") or name in _LEFT_BEHIND:
            continue
        if place.is_dir():
            people.append(Person(escaped(name), place.resolve()))
        else:
            others.append(escaped(name))
    return people, others


def person_of(nodeid: str) -> str:
    """Return the name of the person that a spec's node id carries, or ""."""
    _test, bracket, rest = nodeid.partition("::")[2].partition("[")
    return rest.partition("]")[0] if bracket else ""


def spec_of(nodeid: str) -> str:
    """Return the node id without the person."""
    test, _, rest = nodeid.partition("[")
    return test + rest.partition("]")[2]


def as_told(people: Iterable[Person]) -> list[list[str]]:
    """Return *people* as plain values that can be sent to another process, bytes of odd names included."""
    return [[person.name, os.fsencode(person.folder).hex()] for person in people]


def from_told(told: Iterable[Iterable[str]]) -> list[Person]:
    """Return the people that `as_told` made plain values of."""
    return [Person(name, Path(os.fsdecode(bytes.fromhex(folder)))) for name, folder in told]


def _order(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Numbers in names count as numbers: group 2 is before group 10."""
    parts = [part for part in _NUMBER.split(name.casefold()) if part]
    return [(not part.isdigit(), int(part) if part.isdecimal() else 0, part) for part in parts], name
