"""Expressions: each read of something shared gets its hook, in place, where the evaluation order has the read.

The forms (helpers without their prefix):

    name          access(False, g, "name", SITE) or name            a global; a closure variable likewise, with its cell
    x.attr        load(x, SITE).attr
    x[key]        reads_owner(x, key, SITE)[key]                    the key is a constant or a name that nobody rebinds
                  x[reads_key(x, key, SITE)]                        x is such a name
                  slot(x, SITE, SITE)[key]                          neither: a proxy
    k in x        k in has(x, k, SITE)
    for _ in x    for _ in each(x, SITE)

Each calls `machine.access` when everything that comes before the real access has been evaluated. Operands stay where
they stand (never inside a lambda: `yield` and `await` would break), and no variable is made (it would show in
`locals()`, in class bodies, in comprehensions).
"""

from __future__ import annotations

import ast

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.language import _
from plugins.simulation.rewrite_base import text
from plugins.simulation.rewrite_calls import Calls
from plugins.simulation.rewrite_values import CONTAINER_DISPLAYS


class Reads(Calls):
    """Rewrites expressions."""

    # Variables and items

    def read_name(self, node: ast.Name, rmw: int | None = None) -> ast.expr:
        """A name that is read."""
        variable = self.shared_variable(node.id)
        if variable is None:
            return node
        return make.before(node, self.access_variable(node, node.id, variable, write=False, rmw=rmw), node)

    def item(self, node: ast.Subscript, verb: str) -> ast.expr:
        """An item that is read (*verb* "reads") or written or deleted ("writes")."""
        if self.is_unshared(node.value):
            return self.plain_item(node)
        site = self.site(node, kinds.ITEM, text(node))
        base, key = node.value, node.slice
        if self.is_simple(key):
            told = self.told(key, node)
            node.value = make.call(node, f"{verb}_owner", self.visit_expression(base), told, site)
            node.slice = self.visit_expression(key)
        elif self.is_stable(base) and not _has_slice(key):
            node.slice = make.call(node, f"{verb}_key", self.again(base), self.visit_expression(key), site)
            node.value = self.visit_expression(base)
        else:
            node.value = make.call(node, "slot", self.visit_expression(base), site, self.again(site))
            node.slice = self.visit_expression(key)
        return node

    def plain_item(self, node: ast.Subscript) -> ast.expr:
        """An item of something that is not shared."""
        node.value = self.visit_expression(node.value)
        node.slice = self.visit_expression(node.slice)
        return node

    def told(self, key: ast.expr, place: ast.AST) -> ast.expr:
        """A second copy of a simple key, to tell the machine; a slice stands for the whole container."""
        return make.constant(place, None) if _has_slice(key) else self.again(key)

    # Expressions that look at containers

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """`x in items` reads the container; so does a comparison of containers, where the text tells that they are."""
        operands = [node.left, *node.comparators]
        keys = [self.again(operand) if self.is_simple(operand) else None for operand in operands]
        compares = any(isinstance(operator, ast.Eq | ast.NotEq) for operator in node.ops)
        compares = compares and any(map(self._is_container, operands))
        node.left = self.seen_name(node.left) if compares else self.visit_expression(node.left)
        for position, (operator, right) in enumerate(zip(node.ops, operands[1:], strict=True)):
            if isinstance(operator, ast.In | ast.NotIn) and not self.is_unshared(right):
                name, how = text(right), f"in {text(right)}"
                value = self.visit_expression(right)
                key = keys[position] or make.constant(right, None)
                site = self.site(right, kinds.CONTAINER, name, how=how, rmw=0)
                node.comparators[position] = make.call(right, "has", value, key, site)
            else:
                node.comparators[position] = self.seen_name(right) if compares else self.visit_expression(right)
        return node

    def _is_container(self, node: ast.expr) -> bool:
        """Whether the text tells that the value is a built-in container."""
        return isinstance(node, CONTAINER_DISPLAYS) or self.facts.values.always_container(node, self.scope)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """`items + [1]` reads the list."""
        joins = type(node.op).__name__ in tables.GROWING and any(map(self._is_container, (node.left, node.right)))
        node.left = self.seen_name(node.left) if joins else self.visit_expression(node.left)
        node.right = self.seen_name(node.right) if joins else self.visit_expression(node.right)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """All operands but the last are tested."""
        *tested, last = node.values
        node.values = [*map(self.condition, tested), self.visit_expression(last)]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """`not items` reads the container."""
        node.operand = (
            self.condition(node.operand) if isinstance(node.op, ast.Not) else self.visit_expression(node.operand)
        )
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """The test is a condition."""
        node.test = self.condition(node.test)
        node.body = self.visit_expression(node.body)
        node.orelse = self.visit_expression(node.orelse)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        """`{**other}` reads the other."""
        for position, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is None:
                node.values[position] = self.seen(value)
            else:
                node.keys[position] = self.visit_expression(key)
                node.values[position] = self.visit_expression(value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        """`f"{items}"` reads the container."""
        node.value = self.seen_name(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit_expression(node.format_spec)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        """`yield from items` reads the container step by step."""
        node.value = self.iterated(node.value)
        return node

    # Scopes

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        """Defaults are evaluated outside, the body inside."""
        self.defaults(node.args)
        outer, self.scope = self.scope, self.facts.scopes.of[node]
        node.body = self.visit_expression(node.body)
        self.scope = outer
        return node

    def defaults(self, args: ast.arguments) -> None:
        """Rewrite default values; annotations stay as they are."""
        args.defaults = self.visit_expressions(args.defaults)
        args.kw_defaults = [None if value is None else self.visit_expression(value) for value in args.kw_defaults]

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> ast.expr:
        first, *others = node.generators
        first.iter = self.iterated(first.iter)
        outer, self.scope = self.scope, self.facts.scopes.of[node]
        self._note_captured(node)
        self._turn(first)
        for generator in others:
            generator.iter = self.iterated(generator.iter)
            self._turn(generator)
        if isinstance(node, ast.DictComp):
            node.key = self.visit_expression(node.key)
            node.value = self.visit_expression(node.value)
        else:
            node.elt = self.visit_expression(node.elt)
        self.scope = outer
        return node

    def _turn(self, generator: ast.comprehension) -> None:
        generator.target = self.visit_expression(generator.target)
        generator.ifs = [self.condition(test) for test in generator.ifs]

    def _note_captured(self, node: ast.expr) -> None:
        for variable in self.scope.variables.values():
            if variable.captured:
                self.note(node, _("how {name} changes under the functions that use it is not seen", name=variable.name))

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        """A comprehension."""
        return self._comprehension(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.expr:
        """A comprehension."""
        return self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.expr:
        """A comprehension."""
        return self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        """A generator expression."""
        return self._comprehension(node)


def _has_slice(key: ast.expr) -> bool:
    """Whether the subscript is a slice or a tuple with slices, which can stand in no other place."""
    return isinstance(key, ast.Slice) or (
        isinstance(key, ast.Tuple) and any(isinstance(part, ast.Slice) for part in key.elts)
    )
