"""The repository's own solutions: `plugins.authoring.solutions` for its catalogue and its galleries."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plugins.authoring import solutions
from plugins.authoring.solutions import PATIENCE, Case, Solution, signatures
from plugins.kata.packs import Pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "CATALOGUE",
    "EXERCISES",
    "GALLERY",
    "PATIENCE",
    "REPOSITORY",
    "ROOT",
    "Case",
    "Solution",
    "batches",
    "gallery_of",
    "judge",
    "run_specs",
    "signatures",
]

ROOT: Final = Path(__file__).parent.parent
REPOSITORY: Final = Pack("", ROOT)
GALLERY: Final = REPOSITORY.gallery
CATALOGUE: Final[dict[str, dict[str, Any]]] = tomllib.loads((ROOT / "katas" / "catalogue.toml").read_text("utf-8"))
EXERCISES: Final = [(kata, exercise) for kata in CATALOGUE for exercise in CATALOGUE[kata]["exercises"]]


def gallery_of(kata: str) -> Iterator[Solution]:
    """Yield the entries of one kata's gallery, in the order of its file."""
    return solutions.gallery_of(REPOSITORY, kata)


def batches() -> list[list[Solution]]:
    """Return all solutions, in lists that hold at most one of each exercise."""
    return solutions.batches(REPOSITORY, CATALOGUE)


def judge(batch: Iterable[Solution], folder: Path, *options: str) -> list[Case]:
    """Run the specs against the solutions of one batch."""
    return solutions.judge(ROOT, batch, folder, *options)


def run_specs(
    folder: Path, *arguments: str, through: Iterable[str] = ("-m", "pytest"), **environment: str
) -> list[Case]:
    """Run pytest in a process of its own and return what it reported, case by case."""
    return solutions.run_specs(ROOT, folder, *arguments, through=through, **environment)
