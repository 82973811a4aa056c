"""Which attributes can change at all: the stores of every module that a program may import, joined.

`compile_module` leaves out the hook of an attribute that nobody stores. It has to be told what other modules store;
this finds out, by reading the imports and the stores of all modules that will be rewritten, before the first one is.
What is imported by a computed name (`importlib.import_module(name)`) is not found.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from plugins.simulation.rewrite_attributes import AttributeStores

if TYPE_CHECKING:
    from collections.abc import Callable


def reachable_stores(name: str, find: Callable[[str], bytes | None]) -> frozenset[str]:
    """Return the names of all attributes that module *name* and those it imports store.

    :param name: the module's dotted name.
    :param find: returns the source of the module of that dotted name if it is one to be rewritten, else None.
    :return: what `compile_module` takes as *stores*, for each of these modules.
    """
    stores: set[str] = set()
    seen: set[str] = set()
    pending = [name]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        source = find(current)
        if source is not None:
            stored, imported = _summary(source)
            stores |= stored
            pending += [_absolute(current, level, wanted) for level, wanted in imported]
    return frozenset(stores)


@lru_cache(maxsize=256)
def _summary(source: bytes) -> tuple[frozenset[str], frozenset[tuple[int, str]]]:
    """Return what a module stores, and what it imports: (level of a relative import, dotted name)."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return frozenset(), frozenset()
    imported: set[tuple[int, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {(0, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            imported.add((node.level, module))
            imported |= {(node.level, f"{module}.{alias.name}".lstrip(".")) for alias in node.names}
    return frozenset(AttributeStores(tree).names), frozenset(imported)


def _absolute(importer: str, level: int, name: str) -> str:
    """Return the dotted name that an import in module *importer* means, taken as no package itself."""
    if not level:
        return name
    package = importer.split(".")[:-level]
    return ".".join([*package, name] if name else package)
