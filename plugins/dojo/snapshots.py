"""Snapshots: the learner's files as they are at a moment, what changed between two of them, and putting one back."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from plugins.path.where import Place

#: Bytes of a file that are kept; what is larger is no solution.
LARGEST: Final = 1_000_000

#: Files by their paths below their pack, with forward slashes; what is no UTF-8 text is left out.
Snapshot = dict[str, str]


def take(places: Iterable[Place]) -> Snapshot:
    """Return the modules in the folders of *places* as they are now: everything but specs and kept files."""
    folders = {place.own.parent: place.root for place in places}
    files: Snapshot = {}
    for folder, root in sorted(folders.items()):
        for file in sorted(folder.glob("*.py")):
            if file.name.startswith("test_") or file.name == "__init__.py" or "-" in file.stem:
                continue
            try:
                if file.stat().st_size <= LARGEST:
                    files[file.relative_to(root).as_posix()] = file.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
    return files


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what changed, as one unified diff; nothing where nothing did."""
    pieces: list[str] = []
    for path in sorted({*before, *after}):
        old, new = before.get(path, ""), after.get(path, "")
        if old != new or (path in before) != (path in after):
            lines = unified_diff(old.splitlines(), new.splitlines(), path, path, n=2, lineterm="")
            pieces += lines
    return "\n".join(pieces)


def put_back(snapshot: Mapping[str, str], root_of: Callable[[str], Path]) -> list[str]:
    """Write the files of *snapshot*, and return the paths of those that were otherwise.

    What else is there stays. Each file is replaced in one step, so none is ever half written.

    :param root_of: returns the folder that a path begins in, by the name of its kata.
    """
    changed = []
    for path, text in snapshot.items():
        file = root_of(path.split("/")[1]) / path
        data = text.encode("utf-8")
        try:
            if file.read_bytes() == data:
                continue
        except OSError:
            file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.name}.new")
        partial.write_bytes(data)
        partial.replace(file)
        changed.append(path)
    return changed
