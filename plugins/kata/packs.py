"""Packs: where katas come from. The repository is one; packages that are installed beside it may be others.

A pack is a folder that holds `katas/` with a catalogue and `reference/`, laid out as in the repository. A package joins
by an entry point of the group `GROUP` whose value is the package's name:

    [project.entry-points."concurrency_katas.packs"]
    gates = "gates_pack"

Its katas are then on the list, and `pytest katas/gates` runs their specs where they lie. The module under test is
`gates_pack.katas.gates.turnstile`: a full dotted name, as for the repository's own.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plugins.kata.catalogue import CatalogueError, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plugins.kata.catalogue import KataEntry

GROUP: Final = "concurrency_katas.packs"
KATAS: Final = "katas"
REFERENCE: Final = "reference"


@dataclass(frozen=True, slots=True)
class Pack:
    """One place that katas come from.

    :ivar name: the package's name; "" for the repository.
    :ivar root: the folder that holds `katas` and `reference`.
    """

    name: str
    root: Path

    @property
    def katas(self) -> Path:
        """The folder with what learners read and edit."""
        return self.root / KATAS

    @property
    def gallery(self) -> Path:
        """The folder of the galleries: a package keeps it beside its katas, the repository with its tests."""
        return self.root / "gallery" if self.name else self.root / "tests" / "gallery"

    def entries(self) -> Mapping[str, KataEntry]:
        """Return the katas of this pack by name.

        :raises CatalogueError: if its catalogue cannot be read.
        """
        return read(self.katas / "catalogue.toml")

    def module(self, folder: str, kata: str, exercise: str) -> str:
        """Return the dotted name of a module in *folder*, `KATAS` or `REFERENCE`."""
        parts = (self.name, folder, kata, exercise)
        return ".".join(part for part in parts if part)


@lru_cache(maxsize=4)
def others() -> tuple[Pack, ...]:
    """Return the packs that are installed as packages, in the order of their names.

    :raises CatalogueError: if an entry point names no package.
    """
    from importlib.metadata import entry_points

    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            spec = importlib.util.find_spec(entry.module)
        except (ImportError, ValueError):
            spec = None
        places = None if spec is None else spec.submodule_search_locations
        if not places:
            msg = f"the entry point {entry.name!r} of {GROUP} names {entry.value!r}, which is no installed package"
            raise CatalogueError(msg)
        found.append(Pack(entry.module, Path(next(iter(places)))))
    return tuple(found)


def packs(root: Path) -> tuple[Pack, ...]:
    """Return all packs: the repository at *root* first."""
    return (Pack("", root), *others())


def all_entries(root: Path) -> dict[str, tuple[Pack, KataEntry]]:
    """Return all katas by name, each with its pack; those of the repository first.

    :raises CatalogueError: if two packs have a kata of one name, or one cannot be read.
    """
    found: dict[str, tuple[Pack, KataEntry]] = {}
    for pack in packs(root):
        for name, entry in pack.entries().items():
            if name in found:
                msg = f"{pack.katas} and {found[name][0].katas} both have a kata {name!r}; one needs another name"
                raise CatalogueError(msg)
            found[name] = (pack, entry)
    return found


def pack_of(spec: Path, root: Path) -> Pack | None:
    """Return the pack that the spec file *spec* (PACK/katas/NAME/test_X.py) belongs to; None if it is in none."""
    katas = spec.parent.parent
    if katas.name != KATAS:
        return None
    if katas.parent == root:
        return Pack("", root)
    return next((pack for pack in others() if pack.root == katas.parent or pack.root.resolve() == katas.parent), None)


def place_of(argument: str, root: Path) -> str:
    """Return where *argument* (`katas/NAME`, `katas/NAME/test_X.py::test_y`) lies in another pack, else itself."""
    file, separator, rest = argument.partition("::")
    parts = Path(file).parts
    if len(parts) > 1 and parts[0] == KATAS and not (root / file).exists():
        for pack in others():
            if (pack.root / file).exists():
                return f"{pack.root / file}{separator}{rest}"
    return argument
