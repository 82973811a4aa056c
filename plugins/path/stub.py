"""Putting a stub back: the file as the repository gave it, and the learner's own under a dated name beside it.

The stub comes from git's history, the newest version in which every function is still to be written; so it is that of
the last upgrade, also where somebody has committed a solution. Rejected: a second copy of every stub in the repository.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

#: Seconds that git may take for one question.
_PATIENCE: Final = 30.0


class ResetError(Exception):
    """A stub cannot be put back; nothing was changed, and the text says why."""


def is_stub(source: str) -> bool:
    """Return whether *source* is as a learner gets it: it has functions, and each outermost one only raises."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner = {id(node) for function in functions for node in ast.walk(function) if node is not function}
    outer = [function for function in functions if id(function) not in inner]
    return bool(outer) and all(_is_to_be_written(function) for function in outer)


def put_back(file: Path, *, root: Path, now: datetime) -> Path | None:
    """Put the stub in the place of *file*, and keep what was there.

    :param root: the repository.
    :param now: goes into the name of what is kept.
    :return: where the learner's file is now, or None if it was the stub already.
    :raises ResetError: if there is no stub to be had; nothing is changed then.
    """
    stub = stub_of(file, root=root)
    try:
        own = file.read_bytes()
    except FileNotFoundError:
        own = None
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}; nothing was changed"
        raise ResetError(msg) from error
    if own == stub:
        return None
    kept = None
    try:
        if own is not None:
            kept = _free_name(file, now)
            with kept.open("xb") as copy:
                copy.write(own)
        partial = file.with_name(f".{file.name}.new")
        partial.write_bytes(stub)
        partial.replace(file)
    except OSError as error:
        msg = f"{file} could not be put back: {error.strerror}; it is as it was"
        raise ResetError(msg) from error
    return kept


def stub_of(file: Path, *, root: Path) -> bytes:
    """Return the stub that *file* was.

    :raises ResetError: if git does not know it.
    """
    path = file.relative_to(root).as_posix()
    commits = _git(root, "log", "--format=%H", "--", path).decode().split()
    for commit in commits:
        try:
            source = _git(root, "show", f"{commit}:{path}")
        except ResetError:
            continue  # removed in that commit
        if is_stub(source.decode("utf-8", "replace")):
            return source
    msg = (
        f"git's history here has no stub of {path} ({len(commits)} versions looked at); "
        f"clone the katas anew, and copy the file from there"
    )
    raise ResetError(msg)


def _git(root: Path, *arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        msg = "stubs come from git's history, and there is no git on this machine; nothing was changed"
        raise ResetError(msg)
    try:
        done = subprocess.run(
            [git, *arguments], cwd=root, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        msg = f"git {arguments[0]} did not answer: {error}; nothing was changed"
        raise ResetError(msg) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        msg = f"git {arguments[0]} in {root} says: {said}; nothing was changed"
        raise ResetError(msg)
    return done.stdout


def _free_name(file: Path, now: datetime) -> Path:
    """Return a name with the date that is not taken: a dash in it keeps it from being imported by mistake."""
    stem = f"{file.stem}-{now:%Y-%m-%d}"
    path = file.with_name(f"{stem}{file.suffix}")
    number = 2
    while path.exists():
        path = file.with_name(f"{stem}-{number}{file.suffix}")
        number += 1
    return path


def _is_to_be_written(function: ast.FunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc
    called = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(called, ast.Name) and called.id == "NotImplementedError"
