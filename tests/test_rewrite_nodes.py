"""The building blocks: locations that `compile` takes, and sites as constants of the code."""

from __future__ import annotations

import ast

from plugins.simulation import rewrite_nodes as make
from tests.rewriting import Machine, execute, rewritten


def test_locations_are_repaired() -> None:
    """An expression that ends before it begins, as 3.11 has them in multi-line f-strings, ends where it begins."""
    tree = ast.parse("x = 1 + 2")
    value = next(node for node in ast.walk(tree) if isinstance(node, ast.BinOp))
    value.lineno, value.col_offset, value.end_lineno, value.end_col_offset = 3, 5, 1, 2
    value.right.lineno = value.right.end_lineno = 4
    value.right.col_offset, value.right.end_col_offset = 7, 2
    make.repair_locations(tree)
    assert (value.lineno, value.end_lineno, value.end_col_offset) == (3, 3, 5)
    assert (value.right.lineno, value.right.end_lineno, value.right.end_col_offset) == (4, 4, 7)
    compile(tree, "learner.py", "exec")


def test_texts_of_the_learner_stay() -> None:
    """Sites stand among the code's constants; a learner's texts stay what they are."""
    code = rewritten("num = 0\ndef f():\n  global num\n  num = 1\n  return '\\0site 0'")
    assert execute(code, Machine())["f"]() == "\0site 0"
    constants = [value for value in execute(code, Machine())["f"].__code__.co_consts if value in code.sites]
    assert [site.name for site in constants] == ["num"]


def test_what_stands_for_many_lines_is_on_the_first() -> None:
    """The hook before a definition has the line where the definition begins."""
    function = ast.parse("def f():\n  pass\n  pass").body[0]
    place = make.start(function)
    assert (place.lineno, place.end_lineno) == (1, 1)
