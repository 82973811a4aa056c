"""Which texts of specs are translated: what an assert says that fails, and what the words of `checks` are told.

A spec stays as short as its task, so it says these in plain English; they are looked up where a report is made. Only
texts that are constant can be: one with values in it is told as it stands. Babel calls this, see `babel.cfg`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import IO

#: Where words of `checks` take a text: the place among their arguments, or the name.
_PLACES: Final = {"eventually": 1, "refuses": 2}
_NAMES: Final = ("instead_of", "think")

Extracted = tuple[int, None, str, list[str]]


def extract_specs(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: dict[str, Any],
) -> Iterator[Extracted]:
    """Yield the texts of one file of specs."""
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(fileobj.read())):
        for text in _texts(node):
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.lineno, None, text.value, []


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assert) and node.msg is not None:
        yield node.msg
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = _PLACES.get(name)
        if place is not None and place < len(node.args):
            yield node.args[place]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in _NAMES)
