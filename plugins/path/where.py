"""Which exercises the arguments of a session name, and where their files are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.kata.packs import KATAS, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from plugins.kata.catalogue import KataEntry
    from plugins.kata.packs import Pack


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise, and where its files are.

    :ivar root: the folder that holds `katas`: the repository, or that of another pack.
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

    def spec_from(self, root: Path) -> str:
        """Return the spec as an argument for pytest in *root*."""
        return self.spec.relative_to(root).as_posix() if self.spec.is_relative_to(root) else str(self.spec)

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


def places(
    arguments: Iterable[str], *, root: Path, here: Path, katas: Mapping[str, tuple[Pack, KataEntry]]
) -> list[Place]:
    """Return the exercises that *arguments* name, in the order of the catalogue.

    `katas` names all, a kata's folder all of that kata, and a stub or a spec (or a test in it) its exercise. So does
    what a person may write in their place: `condition`, `condition/alternating`. What is no exercise names none.

    :param root: the repository.
    :param here: the folder that relative paths begin in.
    :param katas: each with its pack.
    """
    named: set[tuple[str, str]] = set()
    for argument in arguments:
        named |= _named(argument.partition("::")[0], root=root, here=here, katas=katas)
    return [
        Place(pack.root, kata, exercise)
        for kata, (pack, entry) in katas.items()
        for exercise in entry.exercises
        if (kata, exercise) in named
    ]


def _named(
    argument: str, *, root: Path, here: Path, katas: Mapping[str, tuple[Pack, KataEntry]]
) -> set[tuple[str, str]]:
    for path in (here / argument, root / argument, root / KATAS / argument):
        found = {
            (kata, exercise)
            for kata, (pack, entry) in katas.items()
            for exercise in entry.exercises
            if _is_meant(path.resolve(), root.resolve(), pack, kata, exercise)
        }
        if found:
            return found
    return set()


def _is_meant(path: Path, root: Path, pack: Pack, kata: str, exercise: str) -> bool:
    """Return whether *path*, in the pack or as if it were in the repository, is that of an exercise or above it."""
    for katas in (pack.katas.resolve(), root / KATAS):
        if path in (katas.parent, katas, katas / kata):
            return True
        if path.parent == katas / kata and path.name.removesuffix(".py").removeprefix("test_") == exercise:
            return True
    return False
