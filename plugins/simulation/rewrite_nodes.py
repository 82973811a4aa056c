"""Building blocks of rewritten code: every node made here takes the location of the node that it stands for.

Hooks and sites are constants of the compiled code. `compile` takes no such constants, so the tree carries marker
strings, which are exchanged in the finished code objects: `with_sites` puts in each `Site`, `with_hooks` the hooks of
one machine. A module is executed anew in each schedule, in a namespace that the interpreter has never seen: there a
global costs several times as much as a constant.
"""

from __future__ import annotations

import ast
from types import CodeType
from typing import TYPE_CHECKING, Final, TypeVar

from plugins.simulation.rewrite_tables import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plugins.simulation.rewrite_site import Site

_SITE: Final = "\0plugins.simulation site "
_HOOK: Final = "\0plugins.simulation hook "

Node = TypeVar("Node", bound=ast.AST)


def at(place: ast.AST, node: Node) -> Node:
    """Return *node* with the location of *place*."""
    return ast.copy_location(node, place)


def start(place: ast.stmt) -> ast.stmt:
    """A place on the line where *place* begins: what stands for a statement of many lines belongs to its first."""
    found = at(place, ast.Pass())
    found.end_lineno, found.end_col_offset = found.lineno, found.col_offset
    return found


def constant(place: ast.AST, value: str | int | bool | None) -> ast.expr:
    """A constant."""
    return at(place, ast.Constant(value))


def marker(place: ast.AST, index: int) -> ast.expr:
    """The constant that stands for the site of that number."""
    return constant(place, f"{_SITE}{index}")


def name(place: ast.AST, identifier: str) -> ast.expr:
    """A variable that is read."""
    return at(place, ast.Name(identifier, ast.Load()))


def namespace(place: ast.AST) -> ast.expr:
    """The module's own namespace, which `visible.install` puts into it."""
    return name(place, NAMESPACE)


def hook(place: ast.AST, identifier: str) -> ast.expr:
    """One of the hooks, to be called."""
    return constant(place, f"{_HOOK}{identifier}")


def call(place: ast.AST, identifier: str, *args: ast.expr) -> ast.expr:
    """A call of a hook."""
    return at(place, ast.Call(hook(place, identifier), list(args), []))


def first(place: ast.AST, value: ast.expr, then: ast.expr) -> ast.expr:
    """*value*, and *then* evaluated after it and thrown away: `(value, then)[0]`.

    A call of a Python function would do the same at three times the cost; a variable for the value would show up in
    `locals()` and in class bodies.
    """
    pair = at(place, ast.Tuple([value, then], ast.Load()))
    return at(place, ast.Subscript(pair, constant(place, 0), ast.Load()))


def before(place: ast.AST, told: ast.expr, value: ast.expr) -> ast.expr:
    """*told*, the call of a hook (which returns None), then *value*: `told or value`."""
    return at(place, ast.BoolOp(ast.Or(), [told, value]))


def thunk(place: ast.AST, identifier: str) -> ast.expr:
    """`lambda: identifier`: its closure holds the variable's cell, and nothing else. It is never called."""
    nothing = ast.arguments(
        posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]
    )
    return at(place, ast.Lambda(nothing, name(place, identifier)))


def cell(place: ast.AST, identifier: str) -> ast.expr:
    """The cell that holds the closure variable: `(lambda: identifier).__closure__[0]`."""
    closure = at(place, ast.Attribute(thunk(place, identifier), "__closure__", ast.Load()))
    return at(place, ast.Subscript(closure, constant(place, 0), ast.Load()))


def statement(place: ast.AST, value: ast.expr) -> ast.stmt:
    """*value* as a statement."""
    return at(place, ast.Expr(value))


def declaration(place: ast.AST, identifier: str) -> ast.stmt:
    """`identifier: 0`: makes the name local to the function around it and generates no code."""
    target = at(place, ast.Name(identifier, ast.Store()))
    return at(place, ast.AnnAssign(target, constant(place, 0), None, 1))


def repair_locations(tree: ast.AST) -> None:
    """Make the locations inside f-strings of 3.11 acceptable to `compile`, which refuses some that `parse` gave out.

    A node's first line is what tracebacks show; it stays. Only an end that lies before it moves.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr):
            continue
        if node.end_lineno is None or node.end_lineno < node.lineno:
            node.end_lineno, node.end_col_offset = node.lineno, node.col_offset
        if node.end_lineno == node.lineno and (node.end_col_offset or 0) < node.col_offset:
            node.end_col_offset = node.col_offset


def with_sites(code: CodeType, sites: Sequence[Site]) -> CodeType:
    """Return *code* with each site's marker replaced by the site."""
    return _exchanged(code, _SITE, lambda number: sites[int(number)])


def with_hooks(code: CodeType, hooks: Mapping[str, object]) -> CodeType:
    """Return *code* with each hook's marker replaced by the hook of that name."""
    return _exchanged(code, _HOOK, lambda identifier: hooks[identifier])


def _exchanged(code: CodeType, mark: str, meant: Callable[[str], object]) -> CodeType:
    """Return *code* with each constant that begins with *mark* replaced by what is *meant* by the rest of it."""
    constants: list[object] = []
    for value in code.co_consts:
        if isinstance(value, CodeType):
            constants.append(_exchanged(value, mark, meant))
        elif isinstance(value, str) and value.startswith(mark):
            constants.append(meant(value.removeprefix(mark)))
        else:
            constants.append(value)
    return code.replace(co_consts=tuple(constants))
