"""Laying out the files of a new kata; what is there already is never written over."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from plugins.kata.packs import Pack

_TEMPLATES: Final = Path(__file__).parent / "templates"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")

#: The files of a kata, below its pack, and the template of each.
_FILES: Final = {
    "katas/{kata}/__init__.py": "",
    "katas/{kata}/README.md": "README.md.jinja",
    "katas/{kata}/{exercise}.py": "stub.py.jinja",
    "katas/{kata}/test_{exercise}.py": "spec.py.jinja",
    "katas/{kata}/hints.toml": "hints.toml.jinja",
    "reference/{kata}/__init__.py": "",
    "reference/{kata}/{exercise}.py": "reference.py.jinja",
    "{gallery}/{kata}/gallery.toml": "gallery.toml.jinja",
    "{gallery}/{kata}/{exercise}/does_nothing.py": "wrong.py.jinja",
}


class ScaffoldError(Exception):
    """The files cannot be laid out; nothing was written, and the text says why."""


def lay_out(pack: Pack, name: str) -> list[Path]:
    """Write the files of a new kata into *pack*, and return them.

    :param name: "gates/turnstile", a kata and its first exercise.
    :raises ScaffoldError: if that is no name for them, or something is there already.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    kata, _, exercise = name.partition("/")
    for part in (kata, exercise):
        _check(part, name)
    gallery = pack.gallery.relative_to(pack.root).as_posix()
    files = {
        pack.root / path.format(kata=kata, exercise=exercise, gallery=gallery): template
        for path, template in _FILES.items()
    }
    there = sorted(str(file) for file in files if file.exists())
    if there or kata in pack.entries():
        what = there[0] if there else f"the catalogue's [{kata}]"
        msg = f"{what} is there already; nothing was written. Choose another name than {kata!r}"
        raise ScaffoldError(msg)
    environment = Environment(  # noqa: S701 - these are no pages: Python, TOML, Markdown
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True
    )

    def text(template: str) -> str:
        return environment.get_template(template).render(kata=kata, exercise=exercise)

    try:
        for file, template in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as opened:
                opened.write(text(template) if template else f'"""{kata.replace("_", " ").capitalize()}."""\n')
        catalogue = pack.katas / "catalogue.toml"
        with catalogue.open("a", encoding="utf-8") as opened:
            opened.write(text("catalogue.toml.jinja"))
    except OSError as error:
        msg = f"{error.filename} cannot be written: {error.strerror}"
        raise ScaffoldError(msg) from error
    return [*files, catalogue]


def _check(part: str, name: str) -> None:
    """:raises ScaffoldError: if *part* of *name* cannot be the name of a kata or an exercise."""
    if not _NAME.fullmatch(part) or keyword.iskeyword(part):
        msg = f"{name!r} is no name for a kata; give KATA/EXERCISE in small letters, such as gates/turnstile"
        raise ScaffoldError(msg)
    if part in sys.stdlib_module_names:
        msg = (
            f"{part!r} is a module of the standard library, which a learner's `import {part}` could then miss; "
            f"choose another name"
        )
        raise ScaffoldError(msg)
