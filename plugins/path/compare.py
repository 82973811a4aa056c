"""One's own solution beside the reference, line by line, and where other right ones are."""

from __future__ import annotations

import ast
import tomllib
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from plugins.kata.verdicts import short
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from plugins.path.where import Place

#: Kinds of rows: the same on both sides, or not.
_SAME: Final = "equal"


def rows(left: list[str], right: list[str]) -> Iterator[tuple[bool, str | None, str | None]]:
    """Yield (whether both are the same, left line, right line); None where a side has no line."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for one, other in zip_longest(left[start:end], right[other_start:other_end]):
            yield kind == _SAME, one, other


def show(console: Console, place: Place, *, others: list[tuple[str, str]]) -> None:
    """Print the learner's file and the reference side by side.

    :param others: (path, what is different about it) of other right solutions.
    """
    from rich.table import Table
    from rich.text import Text

    own = _code_lines(place.own)
    reference = _code_lines(place.reference)
    table = Table(box=None, padding=(0, 1), pad_edge=False, expand=True, header_style="bold")
    table.add_column(_("yours"), ratio=1, overflow="fold")
    table.add_column("", width=1)
    table.add_column(_("the reference"), ratio=1, overflow="fold")
    for same, one, other in rows(own, reference):
        if same:
            style, mark = "dim", " "
        elif one is None:
            style, mark = "green", ">"
        elif other is None:
            style, mark = "red", "<"
        else:
            style, mark = "yellow", "|"
        table.add_row(Text(one or "", style=style), Text(mark, style=style), Text(other or "", style=style))
    console.print(table)
    if others:
        console.print()
        console.print(_("Other right ways:"))
        for path, title in others:
            console.print(f"  {path}", highlight=False, markup=False)
            console.print(f"      {title}", highlight=False, markup=False, style="dim")


def other_right_ways(gallery: Path, place: Place) -> list[tuple[str, str]]:
    """Return (path, first line of its docstring) of the right solutions that a gallery holds for an exercise.

    :param gallery: the folder of all galleries; it may be missing.
    """
    folder = gallery / place.kata
    try:
        entries = tomllib.loads((folder / "gallery.toml").read_text(encoding="utf-8")).get(place.exercise, {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []
    found = []
    for slug, entry in entries.items():
        file = folder / place.exercise / f"{slug}.py"
        if not entry.get("fails") and file.exists():
            docstring = ast.get_docstring(ast.parse(file.read_bytes())) or slug
            found.append((short(file), docstring.splitlines()[0]))
    return found


def _code_lines(file: Path) -> list[str]:
    """Return the lines of a module without its docstrings, which are the same text on both sides."""
    source = file.read_text(encoding="utf-8")
    lines = source.expandtabs(4).splitlines()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return lines
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            text = node.body[0]
            left_out.update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    kept = [line for number, line in enumerate(lines, start=1) if number not in left_out]
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept
