"""What a variable or an attribute holds, as far as the text of one module tells: a container, none, or a private one.

A container that only the function's own local variable knows (`threads = []`, filled and gone through right here)
cannot be shared, so nothing that is done with it needs a hook. Handing it to a call, storing it, capturing it in an
inner function makes it shared; returning it does not: from then on only others use it.
"""

from __future__ import annotations

import ast
from typing import Final

from plugins.simulation import rewrite_tables as tables
from plugins.simulation.rewrite_scopes import FUNCTION, MODULE, Scope, Scopes, Variable, paired

CONTAINER_DISPLAYS: Final = (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
_SCALARS: Final = (ast.Constant, ast.Compare, ast.JoinedStr, ast.Lambda)


def called(node: ast.expr, scope: Scope) -> str:
    """What *node* calls, if that is a built-in function ("len") or an imported one ("heapq.heappush"); else ""."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Name):
        variable = scope.lookup(function.id)
        return function.id if variable is None else variable.imported
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        variable = scope.lookup(function.value.id)
        if variable is not None and variable.imported:
            return f"{variable.imported}.{function.attr}"
    return ""


def is_new_container(node: ast.expr | None, scope: Scope) -> bool:
    """Whether *node* makes a container that nobody else knows."""
    if isinstance(node, CONTAINER_DISPLAYS):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.left, ast.List) or isinstance(node.right, ast.List)
    return isinstance(node, ast.Call) and called(node, scope) in tables.FRESH_CALLS - {"range"}


def is_no_container(node: ast.expr | None, scope: Scope) -> bool:
    """Whether the value of *node* is certainly no container: a number, a text, a lock, ..."""
    if isinstance(node, _SCALARS):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) or is_no_container(node.operand, scope)
    if not isinstance(node, ast.Call):
        return False
    name = called(node, scope)
    return name in tables.SCALAR_CALLS or name.rpartition(".")[0] in tables.SCALAR_MODULES


class Values(ast.NodeVisitor):
    """What the module's variables and attributes hold.

    :ivar private: names, being read, of containers that only one activation of one function knows.
    """

    def __init__(self, tree: ast.Module, scopes: Scopes) -> None:
        self.private: set[ast.AST] = set()
        self._scopes = scopes
        self._scope = scopes.module
        self._attributes: dict[str, list[tuple[ast.expr | None, Scope]]] = {}
        self._parents: dict[ast.AST, ast.AST] = {}
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                self._parents[child] = node
        self.visit(tree)
        for scope in {*scopes.of.values()}:
            for variable in scope.variables.values():
                if self._is_private(variable):
                    self.private.update(variable.loads)

    def never_container(self, node: ast.expr, scope: Scope) -> bool:
        """Whether *node* is a variable or an attribute that is never bound to a container."""
        bound = self._bound(node, scope)
        return bool(bound) and all(is_no_container(value, where) for value, where in bound)

    def always_container(self, node: ast.expr, scope: Scope) -> bool:
        """Whether *node* is a variable or an attribute that is only bound to built-in containers."""
        bound = self._bound(node, scope)
        return bool(bound) and all(is_new_container(value, where) for value, where in bound)

    def bound(self, node: ast.expr, scope: Scope) -> list[ast.expr | None]:
        """Return each expression that the variable or attribute *node* is bound to; None for one that is not known."""
        return [value for value, _where in self._bound(node, scope)]

    def _bound(self, node: ast.expr, scope: Scope) -> list[tuple[ast.expr | None, Scope]]:
        if isinstance(node, ast.Name):
            variable = scope.lookup(node.id)
            if variable is None or variable.definitions:
                return []
            return [(value, variable.scope) for value in variable.values]
        return self._attributes.get(node.attr, []) if isinstance(node, ast.Attribute) else []

    # Attributes

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Note what an attribute of this name is bound to."""
        if isinstance(node.ctx, ast.Store):
            parent = self._parents[node]
            if not isinstance(parent, ast.AugAssign):
                self._attributes.setdefault(node.attr, []).append((self._stored(node, parent), self._scope))
        self.visit(node.value)

    def _stored(self, target: ast.Attribute, parent: ast.AST) -> ast.expr | None:
        """The expression that is stored in *target*, if the text tells."""
        if isinstance(parent, ast.Assign | ast.AnnAssign):
            return parent.value
        statement = self._parents.get(parent)
        if isinstance(parent, ast.Tuple) and isinstance(statement, ast.Assign):
            return dict(paired(parent, statement.value)).get(target)
        return None

    def generic_visit(self, node: ast.AST) -> None:
        """Keep track of the scope."""
        outer = self._scope
        self._scope = self._scopes.of.get(node, outer)
        super().generic_visit(node)
        self._scope = outer

    # Private containers

    def _is_private(self, variable: Variable) -> bool:
        scope = variable.scope
        if scope.kind not in {FUNCTION, MODULE} or variable.captured or variable.definitions or not variable.values:
            return False
        if scope.module.reached_by_name or not all(is_new_container(value, scope) for value in variable.values):
            return False
        return all(map(self._keeps_private, variable.loads))

    def _keeps_private(self, name: ast.expr) -> bool:
        """Whether the use *name* hands the container to nobody."""
        parent = self._parents[name]
        keeps = isinstance(parent, ast.Return | ast.FormattedValue)
        match parent:
            case ast.BoolOp():
                keeps = self._keeps_private(parent)
            case ast.IfExp():
                keeps = parent.test is name or self._keeps_private(parent)
            case ast.Subscript():
                keeps = parent.value is name
            case ast.Attribute():
                keeps = self._is_method(parent)
            case ast.For() | ast.comprehension():
                keeps = parent.iter is name and not self._in_generator(parent)
            case ast.Compare():
                only_in = all(isinstance(operator, ast.In | ast.NotIn) for operator in parent.ops)
                keeps = only_in and parent.left is not name
            case ast.Call():
                keeps = name in parent.args and self._is_harmless(parent)
            case ast.If() | ast.While() | ast.Assert():
                keeps = parent.test is name
            case ast.UnaryOp():
                keeps = isinstance(parent.op, ast.Not)
            case ast.Starred():
                keeps = isinstance(parent.ctx, ast.Load)
        return keeps

    def _is_method(self, attribute: ast.Attribute) -> bool:
        """Whether *attribute* is a container's method that is called here, and not for a view that lives on."""
        call = self._parents[attribute]
        if not isinstance(call, ast.Call) or call.func is not attribute:
            return False
        if attribute.attr in tables.VIEW_METHODS:
            return self._is_consumed(call)
        return attribute.attr in tables.CONTAINER_METHODS

    def _is_harmless(self, call: ast.Call) -> bool:
        """Whether the call only looks at the container, and is done with it when it returns."""
        name = called(call, self._scopes.module) if isinstance(call.func, ast.Name) else ""
        if name in tables.LAZY_CALLS or name in {"reversed", "iter"}:
            return self._is_consumed(call)
        return name in tables.READING_CALLS or name == "print"

    def _is_consumed(self, node: ast.expr) -> bool:
        """Whether a view or an iterator is gone through right here and not kept."""
        parent = self._parents[node]
        if isinstance(parent, ast.For | ast.comprehension):
            return parent.iter is node and not self._in_generator(parent)
        return isinstance(parent, ast.Call) and node in parent.args and self._is_harmless(parent)

    def _in_generator(self, part: ast.AST) -> bool:
        return isinstance(part, ast.comprehension) and isinstance(self._parents[part], ast.GeneratorExp)
