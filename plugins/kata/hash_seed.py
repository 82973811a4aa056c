"""Whether a program may run differently in a process with another hash seed.

Python hashes strings with a seed that is new in each process, and the order of a set follows from the hashes. A program
that goes over a set of strings, say of names of threads, would have other schedules each time, and a replay token would
mean nothing. So such a program runs in the prepared process, which is started with a fixed seed; all others run in a
copy of pytest's process, whose seed is whatever it is, and save the 0.2 s that a new process takes.

Rejected: starting pytest itself again with a seed, which surprises whoever called it; a prepared process for every run,
which doubles the time to the first failure.
"""

from __future__ import annotations

import ast
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: What stands for a set, or for a hash itself, in a program's text.
_NAMES: Final = frozenset({"set", "frozenset", "hash"})
_SPEC_PREFIX: Final = "test_"


def is_fixed() -> bool:
    """Whether this process has the same hash seed each time it is started."""
    return not sys.flags.ignore_environment and os.environ.get("PYTHONHASHSEED", "random") not in ("", "random")


@cache
def may_matter(folder: Path) -> bool:
    """Whether a module in *folder* uses a set or a hash; specs, which only look at what came out, do not count."""
    return any(_uses_sets(file) for file in folder.glob("*.py") if not file.name.startswith(_SPEC_PREFIX))


def _uses_sets(file: Path) -> bool:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(_makes_a_set(node) for node in ast.walk(tree))


def _makes_a_set(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        # Also `defaultdict(set)` and `map(set, ...)`; an annotation makes none.
        return any(isinstance(part, ast.Name) and part.id in _NAMES for part in (node.func, *node.args))
    return isinstance(node, ast.Set | ast.SetComp)
