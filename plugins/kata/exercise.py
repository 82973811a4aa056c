"""What a spec is about: `katas/NAME/test_X.py` judges one module, and this says which, and where it lies.

The module has a dotted name in all three cases (`katas.NAME.X`, `reference.NAME.X`, `plugins.kata.submission.NAME.X`),
which is the one way that works under fork, spawn and forkserver alike. Rejected: an import hook that redirects one name
to several files, and switching `sys.path`; both are lost in a spawned process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from plugins.kata.packs import KATAS, REFERENCE, pack_of

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.kata.options import Settings

SUBMISSION: Final = "plugins.kata.submission"

_SPEC_PREFIX: Final = "test_"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of one kata.

    :ivar kata: the folder's name.
    :ivar name: the file's name without `.py`.
    :ivar module: the dotted name of the module under test.
    :ivar file: where that module should lie.
    :ivar catalogue: `katas/catalogue.toml`, which may be missing.
    :ivar submission: the folder of the submission that is judged, or None.
    :ivar person: whose it is, where one of many is judged; else "".
    :ivar rewrite: of a test that is no spec of a kata, the packages to rewrite; see `own_code.py`.
    """

    kata: str
    name: str
    module: str
    file: Path
    catalogue: Path
    submission: Path | None = None
    person: str = ""
    rewrite: tuple[str, ...] | None = None

    @property
    def task(self) -> str:
        """The exercise in the catalogue's order of names: "condition, alternating"."""
        return f"{self.kata}, {self.name}"

    def signature(self, name: str) -> str:
        """Return how the catalogue writes the public *name*: "alternate(limit: int) -> None"; "" if it does not."""
        from plugins.kata.catalogue import read

        kata = read(self.catalogue).get(self.kata)
        exercise = kata.exercises.get(self.name) if kata else None
        for line in exercise.public if exercise else ():
            if line.startswith((f"{name}(", f"{name} ", f"{name}:")) or line in (name, f"class {name}"):
                return line
        return ""


def exercise_of(spec: Path, root: Path, settings: Settings) -> Exercise | None:
    """Return the exercise that the file *spec* judges, or None if it is no spec of a kata.

    :param root: the repository.
    """
    name = spec.name.removeprefix(_SPEC_PREFIX).removesuffix(".py")
    if not name or spec.name != f"{_SPEC_PREFIX}{name}.py":
        return None
    pack = pack_of(spec, root)
    if pack is None:
        return None
    kata = spec.parent.name
    if settings.submission is not None:
        module, file = f"{SUBMISSION}.{kata}.{name}", settings.submission / kata / f"{name}.py"
    else:
        folder = REFERENCE if settings.reference else KATAS
        module, file = pack.module(folder, kata, name), pack.root / folder / kata / f"{name}.py"
    return Exercise(
        kata=kata,
        name=name,
        module=module,
        file=file,
        catalogue=pack.katas / "catalogue.toml",
        submission=settings.submission,
    )


def of_person(exercise: Exercise, person: str, folder: Path) -> Exercise:
    """Return *exercise* as it stands in the submission *folder* of *person*."""
    return replace(
        exercise,
        module=f"{SUBMISSION}.{exercise.kata}.{exercise.name}",
        file=folder / exercise.kata / f"{exercise.name}.py",
        submission=folder,
        person=person,
    )
