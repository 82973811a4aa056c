"""Which reads are written back: the data flow that makes a read and a write one read-modify-write.

`num += 1`, `num = num + n`, `tmp = num; tmp = tmp + 1; num = tmp`, `d[k] = d.get(k, 0) + 1`: the value written is
computed from a value read, so an access of another thread in between is lost. `if not flag: flag = True` is no such
case: nothing that was read is in what is written.

The values are followed through the local variables of one function, statement by statement; branches are joined, loops
are gone through twice. They are not followed into other functions, nor through attributes and containers. Two
expressions are the same variable if their texts are the same.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from plugins.simulation import rewrite_tables as tables
from plugins.simulation.rewrite_scopes import paired

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugins.simulation.rewrite_scopes import Scopes, Variable


class _Place(NamedTuple):
    """A shared variable as the text names it; *key* is None for a container as a whole."""

    family: str
    owner: object
    key: str | None = ""

    def is_same(self, other: _Place) -> bool:
        """Whether both may name the same variable."""
        if self.family != other.family or self.owner != other.owner:
            return False
        return self.key == other.key or self.key is None or other.key is None


_Origins = frozenset[tuple[_Place, ast.AST]]
_Environment = dict["Variable", _Origins]

_NOTHING: _Origins = frozenset()
_WRITING_METHODS = frozenset(
    name
    for table in (tables.LIST_METHODS, tables.DICT_METHODS, tables.SET_METHODS, tables.DEQUE_METHODS)
    for name, write in table.items()
    if write
)
_READING_METHODS = tables.CONTAINER_METHODS - _WRITING_METHODS


def read_modify_writes(tree: ast.Module, scopes: Scopes) -> dict[ast.AST, int]:
    """Return a number, not 0, for each node of *tree* that is part of a read-modify-write.

    The nodes are those that the rewriter makes sites for: names, attributes, subscripts, calls, augmented assignments.
    """
    flow = _Flow(scopes)
    flow.block(tree.body)
    return flow.numbers()


class _Flow:
    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._scope = scopes.module
        self._values: _Environment = {}
        self._leaders: dict[ast.AST, ast.AST] = {}

    # Results

    def numbers(self) -> dict[ast.AST, int]:
        """Number the groups in the order in which they were found."""
        known: dict[ast.AST, int] = {}
        return {node: known.setdefault(self._leader(node), len(known) + 1) for node in self._leaders}

    def _leader(self, node: ast.AST) -> ast.AST:
        while (above := self._leaders.setdefault(node, node)) is not node:
            node = above
        return node

    def _link(self, place: _Place, write: ast.AST, origins: _Origins) -> None:
        """*write* stores a value that comes from *origins*: join it with those that read the same variable."""
        for origin, read in origins:
            if origin.is_same(place):
                self._leaders[self._leader(write)] = self._leader(read)

    # Places

    def _place(self, node: ast.expr) -> _Place | None:
        """The shared variable that the node names, if it names one."""
        if isinstance(node, ast.Name):
            variable = self._scope.lookup(node.id)
            return _Place("name", variable) if variable is not None and variable.visible else None
        if isinstance(node, ast.Attribute):
            return _Place("attribute", ast.unparse(node))
        if isinstance(node, ast.Subscript):
            return _Place("item", ast.unparse(node.value), ast.unparse(node.slice))
        return None

    # Expressions

    def origins(self, node: ast.AST | None) -> _Origins:
        """Return the reads that the value of *node* is computed from."""
        if node is None or isinstance(node, ast.Constant):
            return _NOTHING
        handler = getattr(self, f"_of_{type(node).__name__}", None)
        if handler is not None:
            found: _Origins = handler(node)
            return found
        return self._join(ast.iter_child_nodes(node))

    def _join(self, nodes: Iterable[ast.AST | None]) -> _Origins:
        found = _NOTHING
        for node in nodes:
            found |= self.origins(node)
        return found

    def _of_Name(self, node: ast.Name) -> _Origins:
        place = self._place(node)
        if place is not None:
            return frozenset({(place, node)})
        variable = self._scope.lookup(node.id)
        return self._values.get(variable, _NOTHING) if variable is not None else _NOTHING

    def _of_Attribute(self, node: ast.Attribute) -> _Origins:
        return self._read(node) | self.origins(node.value)

    def _of_Subscript(self, node: ast.Subscript) -> _Origins:
        return self._read(node) | self.origins(node.value) | self.origins(node.slice)

    def _read(self, node: ast.expr) -> _Origins:
        place = self._place(node)
        return _NOTHING if place is None else frozenset({(place, node)})

    def _of_IfExp(self, node: ast.IfExp) -> _Origins:
        self.origins(node.test)
        return self.origins(node.body) | self.origins(node.orelse)

    def _of_NamedExpr(self, node: ast.NamedExpr) -> _Origins:
        found = self.origins(node.value)
        self._assign(node.target, node.value, found)
        return found

    def _of_Yield(self, node: ast.Yield) -> _Origins:
        self.origins(node.value)
        return _NOTHING

    def _of_Lambda(self, node: ast.Lambda) -> _Origins:
        self._function(node, [ast.copy_location(ast.Expr(node.body), node)])
        return _NOTHING

    def _of_comprehension(self, node: ast.comprehension) -> _Origins:
        found = self.origins(node.iter)
        self._assign(node.target, node.iter, found)
        self._join(node.ifs)
        return found

    def _of_comprehensions(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> _Origins:
        outer, self._scope = self._scope, self._scopes.of[node]
        found = self._join(node.generators)
        found |= self._join([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self._scope = outer
        return found

    _of_ListComp = _of_SetComp = _of_GeneratorExp = _of_DictComp = _of_comprehensions

    def _of_Call(self, node: ast.Call) -> _Origins:
        values = self._join([*node.args, *node.keywords])
        function = node.func
        if isinstance(function, ast.Name):
            whole = _NOTHING
            if function.id in tables.READING_CALLS and node.args and self._scope.lookup(function.id) is None:
                whole = frozenset({(_Place("item", ast.unparse(node.args[0]), None), node)})
            return values | whole | self.origins(function)
        if not isinstance(function, ast.Attribute):
            return values | self.origins(function)
        found = values | self.origins(function.value)
        owner = ast.unparse(function.value)
        if function.attr in _WRITING_METHODS:
            self._link(_Place("item", owner, None), node, values)
        elif function.attr in _READING_METHODS:
            keyed = function.attr in tables.KEYED_METHODS and node.args
            found |= {(_Place("item", owner, ast.unparse(node.args[0]) if keyed else None), node)}
        else:
            found |= self._read(function)
        return found

    # Statements

    def block(self, statements: Iterable[ast.AST]) -> None:
        """Follow the values through statements."""
        for statement in statements:
            handler = getattr(self, f"_do_{type(statement).__name__}", None)
            if handler is not None:
                handler(statement)
            else:
                self._parts(statement)

    def _parts(self, node: ast.AST) -> None:
        """A statement without an own rule: its expressions, and its blocks as branches."""
        for _, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                self.origins(value)
            elif isinstance(value, list) and value:
                if isinstance(value[0], ast.expr):
                    self._join(value)
                elif isinstance(value[0], ast.stmt | ast.ExceptHandler | ast.match_case):
                    self._branch(value)

    def _branch(self, statements: list[ast.AST]) -> None:
        """A block that may be left out: what was known before may still hold after it."""
        before = dict(self._values)
        self.block(statements)
        for variable, origins in before.items():
            self._values[variable] = self._values.get(variable, _NOTHING) | origins

    def _assign(self, target: ast.expr, value: ast.expr | None, origins: _Origins) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            pairs = paired(target, value) if value is not None else []
            found = [self.origins(source) for _, source in pairs]
            for (part, source), its_origins in zip(pairs, found, strict=True):
                self._assign(part, source, its_origins)
            for part in target.elts if not pairs else ():
                self._assign(part, None, origins)
            return
        if isinstance(target, ast.Starred):
            self._assign(target.value, None, origins)
            return
        place = self._place(target)
        if place is not None:
            self._link(place, target, origins)
            if isinstance(target, ast.Attribute | ast.Subscript):
                self._join(ast.iter_child_nodes(target))
        elif isinstance(target, ast.Name):
            variable = self._scope.lookup(target.id)
            if variable is not None:
                self._values[variable] = origins

    def _do_Assign(self, node: ast.Assign) -> None:
        origins = self.origins(node.value)
        for target in node.targets:
            self._assign(target, node.value, origins)

    def _do_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._assign(node.target, node.value, self.origins(node.value))

    def _do_AugAssign(self, node: ast.AugAssign) -> None:
        origins = self.origins(node.value)
        place = self._place(node.target)
        if place is not None:
            self._leader(node)
            self._link(place, node, origins)
        elif isinstance(node.target, ast.Name):
            variable = self._scope.lookup(node.target.id)
            if variable is not None:
                self._values[variable] = self._values.get(variable, _NOTHING) | origins

    def _do_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._assign(node.target, None, self.origins(node.iter))
        self._turns(node.body)
        self._branch(list(node.orelse))

    _do_AsyncFor = _do_For

    def _do_While(self, node: ast.While) -> None:
        self.origins(node.test)
        self._turns(node.body)
        self._branch(list(node.orelse))

    def _turns(self, body: list[ast.stmt]) -> None:
        """A loop's body: what a turn leaves behind, the next one finds."""
        self._branch(list(body))
        self._branch(list(body))

    def _do_If(self, node: ast.If) -> None:
        self.origins(node.test)
        before = dict(self._values)
        self.block(node.body)
        then, self._values = self._values, before
        self.block(node.orelse)
        for variable, origins in then.items():
            self._values[variable] = self._values.get(variable, _NOTHING) | origins

    def _do_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            origins = self.origins(item.context_expr)
            if item.optional_vars is not None:
                self._assign(item.optional_vars, None, origins)
        self.block(node.body)

    _do_AsyncWith = _do_With

    def _do_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._join(node.decorator_list)
        self._function(node, list(node.body))

    _do_AsyncFunctionDef = _do_FunctionDef

    def _do_ClassDef(self, node: ast.ClassDef) -> None:
        self._join(node.decorator_list)
        self._function(node, list(node.body))

    def _do_TypeAlias(self, node: ast.AST) -> None:
        """Evaluated lazily, in a scope of its own, and shares nothing."""

    def _function(self, node: ast.AST, body: list[ast.stmt]) -> None:
        """Another block of code: nothing is known about its variables yet."""
        outer, values = self._scope, self._values
        self._scope, self._values = self._scopes.of[node], {}
        self.block(body)
        self._scope, self._values = outer, values
