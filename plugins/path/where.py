"""Which exercises the arguments of a session name, and where their files are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.kata.exercise import KATAS, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from plugins.kata.catalogue import KataEntry


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise, and where its files are.

    :ivar root: the folder that holds `katas`.
    """

    root: Path
    kata: str
    exercise: str

    @property
    def own(self) -> Path:
        """The learner's file."""
        return self.root / KATAS / self.kata / f"{self.exercise}.py"

    @property
    def spec(self) -> Path:
        """The spec."""
        return self.root / KATAS / self.kata / f"test_{self.exercise}.py"

    @property
    def reference(self) -> Path:
        """The reference solution."""
        return self.root / REFERENCE / self.kata / f"{self.exercise}.py"

    @property
    def hints(self) -> Path:
        """The hints on the exercises of the kata."""
        return self.root / KATAS / self.kata / "hints.toml"

    def __str__(self) -> str:
        """The exercise as reports name it."""
        return f"{self.kata}, {self.exercise}"


def places(arguments: Iterable[str], *, root: Path, here: Path, entries: Mapping[str, KataEntry]) -> list[Place]:
    """Return the exercises that *arguments* name, in the order of the catalogue.

    `katas` names all, a kata's folder all of that kata, and a stub or a spec (or a test in it) its exercise. So does
    what a person may write in their place: `condition`, `condition/alternating`. What is no exercise names none.

    :param here: the folder that relative paths begin in.
    """
    named: set[tuple[str, str]] = set()
    for argument in arguments:
        named |= _named(argument.partition("::")[0], root=root, here=here, entries=entries)
    return [
        Place(root, kata, exercise)
        for kata, entry in entries.items()
        for exercise in entry.exercises
        if (kata, exercise) in named
    ]


def _named(argument: str, *, root: Path, here: Path, entries: Mapping[str, KataEntry]) -> set[tuple[str, str]]:
    for path in ((here / argument).resolve(), (root / KATAS / argument).resolve()):
        try:
            parts = path.relative_to((root / KATAS).resolve()).parts
        except ValueError:
            if path == root.resolve():
                parts = ()
            else:
                continue
        found = {
            (kata, exercise)
            for kata, entry in entries.items()
            for exercise in entry.exercises
            if parts in ((), (kata,)) or (len(parts) == 2 and parts[0] == kata and _is_file_of(parts[1], exercise))  # noqa: PLR2004 - NAME/X.py
        }
        if found:
            return found
    return set()


def _is_file_of(name: str, exercise: str) -> bool:
    return name.removesuffix(".py").removeprefix("test_") == exercise
