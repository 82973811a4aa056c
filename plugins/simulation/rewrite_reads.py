"""Expressions: each read of something shared gets its hook, in place, where the evaluation order has the read.

The forms (helpers without their prefix):

    name          access(False, g, "name", SITE) or name            a global; a closure variable likewise, with its cell
    x.attr        load(x, SITE).attr
    x[key]        x[reads_key(x, key, SITE)]                        x is a name that nobody rebinds
                  reads_owner(x, key, SITE)[key]                    the key is a constant or such a name
                  slot(x, SITE, SITE)[key]                          neither: a proxy
    k in x        k in has(x, k, SITE)
    for _ in x    for _ in each(x, SITE)
    len(x)        len(see(x, SITE))
    x.pop()       method(x, key, SITE).pop()                        arguments without effects
    x.add(f())    x.add(last(x, f(), key, SITE))                    else
    f().add(g())  apply(*prepared(f().add, SITE, g()))              else

Each calls `machine.access` when everything that comes before the real access has been evaluated. Operands stay where they
stand (never inside a lambda: `yield` and `await` would break), and no variable is made (it would show in `locals()`, in
class bodies, in comprehensions).
"""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING, Final, TypeVar

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.rewrite_attributes import ANY_NAME
from plugins.simulation.rewrite_scopes import CLASS, MODULE, Scopes, Variable
from plugins.simulation.rewrite_site import Site

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

#: Expressions whose value no other thread can know yet, or that are no containers at all.
_UNSHARED: Final = (
    ast.Constant,
    ast.JoinedStr,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Lambda,
    ast.Compare,
    ast.Yield,
)

Expression = TypeVar("Expression", bound=ast.AST)


class Reads(ast.NodeTransformer):
    """Rewrites expressions. One instance rewrites one module.

    :ivar sites: the sites made so far.
    :ivar not_visible: sentences about what no hook sees.
    """

    def __init__(  # noqa: PLR0913 - what the analyses found out, given once
        self,
        *,
        filename: str,
        scopes: Scopes,
        stores: Container[str],
        undecided: bool,
        unshared: Container[ast.AST],
        rmw: Mapping[ast.AST, int],
    ) -> None:
        self.sites: list[Site] = []
        self.not_visible: list[str] = []
        self.scopes = scopes
        self.scope = scopes.module
        self._filename = filename
        self._stores = stores
        self._any_attribute = ANY_NAME in stores
        self._undecided = undecided
        self._unshared = unshared
        self._rmw = rmw
        self.polling = False

    # Sites

    def site(self, node: ast.AST, kind: str, name: str, *, key: str = "", rmw: int | None = None) -> ast.expr:
        """Make a site for *node* and return the constant that stands for it."""
        number = self._rmw.get(node, 0) if rmw is None else rmw
        index = len(self.sites)
        self.sites.append(
            Site(
                index=index,
                kind=kind,
                name=name,
                key=key,
                file=self._filename,
                line=getattr(node, "lineno", 0),
                function=self.scope.qualified_name,
                rmw=number,
                polled=self.polling,
            )
        )
        return make.marker(node, index)

    def note(self, node: ast.AST, text: str) -> None:
        """Say that what *node* does is not visible."""
        sentence = f"line {getattr(node, 'lineno', 0)}: {text}"
        if sentence not in self.not_visible:
            self.not_visible.append(sentence)

    # What is known about an expression

    def variable(self, identifier: str) -> Variable | None:
        """The variable that *identifier* means here, if the module binds it at all."""
        return self.scope.lookup(identifier)

    def is_builtin(self, identifier: str) -> bool:
        """Whether *identifier* is a name that the module never binds."""
        return self.variable(identifier) is None

    def is_stable(self, node: ast.expr) -> bool:
        """Whether reading *node* twice gives the same and nobody can tell: a name that is not visible."""
        if not isinstance(node, ast.Name):
            return False
        variable = self.variable(node.id)
        return variable is None or not variable.visible

    def is_simple(self, node: ast.expr) -> bool:
        """Whether *node* has no effects and cannot change between being evaluated twice."""
        if isinstance(node, ast.Constant) or self.is_stable(node):
            return True
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant)
        if isinstance(node, ast.Tuple):
            return all(map(self.is_simple, node.elts))
        if isinstance(node, ast.Slice):
            return all(part is None or self.is_simple(part) for part in (node.lower, node.upper, node.step))
        return False

    def is_unshared(self, node: ast.expr) -> bool:
        """Whether the value of *node* is certainly no container that another thread knows."""
        if isinstance(node, _UNSHARED) or node in self._unshared:
            return True
        if isinstance(node, ast.Call):
            return self.called(node) in tables.FRESH_CALLS
        if isinstance(node, ast.Name):
            variable = self.variable(node.id)
            if variable is None:
                return not self.scopes.star
            return bool(variable.values) and all(isinstance(value, ast.Constant) for value in variable.values)
        return isinstance(node, ast.BinOp | ast.UnaryOp)

    def called(self, node: ast.Call) -> str:
        """What the call calls, if that is a built-in function ("len") or an imported one ("heapq.heappush"); else ""."""
        function = node.func
        if isinstance(function, ast.Name):
            variable = self.variable(function.id)
            return function.id if variable is None else variable.imported
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            variable = self.variable(function.value.id)
            if variable is not None and variable.imported:
                return f"{variable.imported}.{function.attr}"
        return ""

    def is_changed(self, attribute: str) -> bool:
        """Whether any code stores an attribute of this (mangled) name after the object may be shared."""
        return (self._any_attribute or attribute in self._stores) and not attribute.startswith("__")

    # Building

    def again(self, node: Expression) -> Expression:
        """A second copy of an expression that `is_simple`."""
        return copy.deepcopy(node)

    def key_of(self, node: ast.expr, place: ast.AST) -> ast.expr:
        """A second copy of a simple key, to tell the machine; a slice stands for the whole container."""
        return make.constant(place, None) if _has_slice(node) else self.again(node)

    def access_variable(self, node: ast.AST, identifier: str, variable: Variable, *, write: bool) -> ast.expr:
        """The call that says: the variable is read or written now."""
        spelled = variable.name
        place = node
        if variable.scope.kind == MODULE:
            kind, owner = kinds.GLOBAL, make.helper(place, "g")
        else:
            kind, owner = kinds.CLOSURE, make.cell(place, identifier)
        site = self.site(node, kind, identifier)
        return make.call(place, "access", make.constant(place, write), owner, make.constant(place, spelled), site)

    def shared_variable(self, identifier: str) -> Variable | None:
        """The variable that *identifier* means, if its accesses are visible."""
        variable = self.variable(identifier)
        if variable is None or not variable.visible:
            return None
        if self.scope.kind == CLASS and variable.scope is self.scope:
            return None
        return variable

    def seen(self, original: ast.expr) -> ast.expr:
        """Rewrite *original*, looked at as a whole: one read if it turns out to be a container."""
        if self.is_unshared(original):
            return self.visit_expression(original)
        name = text(original)
        node = self.visit_expression(original)
        return make.call(original, "see", node, self.site(original, kinds.CONTAINER, name))

    def condition(self, original: ast.expr) -> ast.expr:
        """Rewrite a condition: whether a container is empty is a read of it."""
        if isinstance(original, ast.Name | ast.Attribute | ast.Subscript):
            return self.seen(original)
        return self.visit_expression(original)

    def visit_expression(self, node: ast.expr) -> ast.expr:
        """Rewrite an expression."""
        result: ast.expr = self.visit(node)
        return result

    def visit_expressions(self, nodes: list[ast.expr]) -> list[ast.expr]:
        """Rewrite several expressions."""
        return [self.visit_expression(node) for node in nodes]

    # Variables, attributes, items

    def read_name(self, node: ast.Name) -> ast.expr:
        """A name that is read."""
        variable = self.shared_variable(node.id)
        if variable is None:
            return node
        return make.before(node, self.access_variable(node, node.id, variable, write=False), node)

    def read_attribute(self, node: ast.Attribute) -> ast.expr:
        """An attribute that is read."""
        name = text(node)
        key = self.scope.spell(node.attr)
        place = node.value
        owner = self.visit_expression(node.value)
        changed = self.is_changed(key)
        if (changed or (self._undecided and not key.startswith("__"))) and not self._is_super(place):
            hook = "load" if changed else "load_if"
            owner = make.call(place, hook, owner, self.site(node, kinds.ATTRIBUTE, name, key=key))
        node.value = owner
        return node

    def _is_super(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"

    def item(self, node: ast.Subscript, verb: str) -> ast.expr:
        """An item that is read (*verb* "reads") or written or deleted ("writes")."""
        if self.is_unshared(node.value):
            return self.plain_item(node)
        site = self.site(node, kinds.ITEM, text(node))
        place = node
        base, key = node.value, node.slice
        if self.is_simple(key):
            told = self.key_of(key, place)
            node.value = make.call(place, f"{verb}_owner", self.visit_expression(base), told, site)
            node.slice = self.visit_expression(key)
        elif self.is_stable(base) and not _has_slice(key):
            key = self.visit_expression(key)
            node.slice = make.call(place, f"{verb}_key", self.again(base), key, site)
            node.value = self.visit_expression(base)
        else:
            node.value = make.call(place, "slot", self.visit_expression(base), site, self.again(site))
            node.slice = self.visit_expression(key)
        return node

    def plain_item(self, node: ast.Subscript) -> ast.expr:
        """An item of something that is not shared."""
        node.value = self.visit_expression(node.value)
        node.slice = self.visit_expression(node.slice)
        return node

    # Calls

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Calls of built-in functions and of containers' methods look at containers."""
        called = self.called(node)
        if called in tables.READING_CALLS or called in tables.WRITING_CALLS:
            return self._builtin(node, "change" if called in tables.WRITING_CALLS else "see")
        if called in tables.LAZY_CALLS:
            node.args = [self.iterated(arg) for arg in node.args]
            node.func = self.visit_expression(node.func)
            return self._keywords(node)
        if called in tables.DYNAMIC_ATTRIBUTES:
            return self._dynamic_attribute(node, write=tables.DYNAMIC_ATTRIBUTES[called])
        function = node.func
        if isinstance(function, ast.Attribute):
            if function.attr in tables.CONTAINER_METHODS and not self.is_unshared(function.value):
                return self._method(node, function)
            if function.attr in tables.READS_ARGUMENTS:
                node.args = [self._seen_argument(arg) for arg in node.args]
                node.func = self.visit_expression(function)
                return self._keywords(node)
        node.func = self.visit_expression(function)
        node.args = self.visit_expressions(node.args)
        return self._keywords(node)

    def _seen_argument(self, node: ast.expr) -> ast.expr:
        return self.visit_expression(node) if isinstance(node, ast.Starred) else self.seen(node)

    def _keywords(self, node: ast.Call) -> ast.Call:
        for keyword in node.keywords:
            keyword.value = self.seen(keyword.value) if keyword.arg is None else self.visit_expression(keyword.value)
        return node

    def _builtin(self, node: ast.Call, look: str) -> ast.expr:
        """`len(x)` and its like: the first argument is the container."""
        args, name = node.args, text(node.func)
        if not args or (len(args) > 1 and name in {"max", "min"}) or isinstance(args[0], ast.Starred):
            node.func = self.visit_expression(node.func)
            node.args = self.visit_expressions(node.args)
            return self._keywords(node)
        shared = not self.is_unshared(args[0])
        rest = [*args[1:], *(keyword.value for keyword in node.keywords)]
        simple = all(self.is_simple(arg) or isinstance(arg, ast.Lambda) for arg in rest)
        node.func = self.visit_expression(node.func)
        original, whole = args[0], f"{name}({text(args[0])})"
        node.args = self.visit_expressions(args)
        self._keywords(node)
        if shared:
            site = self.site(node, kinds.CONTAINER, whole)
            if simple:
                node.args[0] = make.call(original, look, node.args[0], site)
            else:
                packed = make.call(node, f"{look}_first", site, *node.args)
                node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
        return node

    def _dynamic_attribute(self, node: ast.Call, *, write: bool) -> ast.expr:
        """`getattr(x, name)` and its like."""
        node.func = self.visit_expression(node.func)
        name = text(node.args[0]) if node.args else ""
        named = node.args[1] if len(node.args) > 1 else None
        args = self.visit_expressions(node.args)
        fixed = named.value if isinstance(named, ast.Constant) and isinstance(named.value, str) else None
        if named is None or any(isinstance(arg, ast.Starred) for arg in args) or (fixed and not self._undecided and not self.is_changed(fixed)):
            node.args = args
            return node
        site = self.site(node, kinds.ATTRIBUTE, f"{name}.{fixed or '?'}", key=fixed or "")
        packed = make.call(node, "named", make.constant(node, write), site, *args)
        node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
        return node

    def _method(self, node: ast.Call, function: ast.Attribute) -> ast.expr:
        """`x.append(value)` and its like, if x turns out to be a container."""
        attr, owner = function.attr, function.value
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        simple = all(map(self.is_simple, values))
        stable = self.is_stable(owner)
        site = self.site(node, kinds.CONTAINER, f"{text(owner)}.{attr}", key=attr)
        keyed = attr in tables.KEYED_METHODS and bool(node.args)
        key = self.again(node.args[0]) if keyed and self.is_simple(node.args[0]) else make.constant(node, None)
        again = self.again(owner) if stable else owner
        single = keyed and len(values) == 1
        seen = self._seen_argument if attr in tables.READS_ARGUMENTS else self.visit_expression
        node.args = [seen(arg) for arg in node.args]
        self._keywords(node)
        self.read_attribute(function)
        target = function
        if simple:
            target.value = make.call(owner, "method", target.value, key, site)
        elif stable:
            self._wrap_last(node, again, key, site, "last_key" if single else "last")
        else:
            packed = make.call(node, "prepared", target, site, *node.args)
            node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
            node.func = make.helper(node, "apply")
        return node

    def _wrap_last(self, node: ast.Call, owner: ast.expr, key: ast.expr, site: ast.expr, hook: str) -> None:
        """Put the access into the argument that is evaluated last."""
        holder: ast.keyword | ast.Starred | None = None
        if node.keywords:
            holder = node.keywords[-1]
        elif isinstance(node.args[-1], ast.Starred):
            holder = node.args[-1]
            hook = "last"
        value = node.args[-1] if holder is None else holder.value
        extra = [] if hook == "last_key" else [key]
        wrapped = make.call(value, hook, owner, value, *extra, site)
        if holder is None:
            node.args[-1] = wrapped
        else:
            holder.value = wrapped

    # Other expressions that look at containers

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """`x in items` reads the container."""
        left = copy.copy(node.left)
        node.left = self.visit_expression(node.left)
        for position, (operator, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            shared = isinstance(operator, ast.In | ast.NotIn) and not self.is_unshared(right)
            name = f"in {text(right)}" if shared else ""
            key = self.again(left) if self.is_simple(left) else make.constant(right, None)
            value = self.visit_expression(right)
            if shared:
                value = make.call(right, "has", value, key, self.site(right, kinds.CONTAINER, name))
            node.comparators[position] = value
            left = make.constant(right, None) if shared else right
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """All operands but the last are tested."""
        last = self.visit_expression(node.values[-1])
        node.values = [*map(self.condition, node.values[:-1]), last]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """`not items` reads the container."""
        node.operand = self.condition(node.operand) if isinstance(node.op, ast.Not) else self.visit_expression(node.operand)
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
            if key is not None:
                node.keys[position] = self.visit_expression(key)
            node.values[position] = self.seen(value) if key is None else self.visit_expression(value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        """`yield from items` reads the container step by step."""
        node.value = self.iterated(node.value)
        return node

    def iterated(self, original: ast.expr) -> ast.expr:
        """Rewrite what a loop goes through: each step through a container is a read of it."""
        lazy = isinstance(original, ast.Call) and self.called(original) in tables.LAZY_CALLS
        if lazy or self.is_unshared(original) or isinstance(original, ast.Starred):
            return self.visit_expression(original)
        name = text(original)
        node = self.visit_expression(original)
        return make.call(original, "each", node, self.site(original, kinds.ITERATION, name))

    # Scopes

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        """Defaults are evaluated outside, the body inside."""
        self.defaults(node.args)
        outer, self.scope = self.scope, self.scopes.of[node]
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
        outer, self.scope = self.scope, self.scopes.of[node]
        first.target = self.visit_expression(first.target)
        first.ifs = [self.condition(test) for test in first.ifs]
        for generator in others:
            generator.iter = self.iterated(generator.iter)
            generator.target = self.visit_expression(generator.target)
            generator.ifs = [self.condition(test) for test in generator.ifs]
        if isinstance(node, ast.DictComp):
            node.key = self.visit_expression(node.key)
            node.value = self.visit_expression(node.value)
        else:
            node.elt = self.visit_expression(node.elt)
        self.scope = outer
        return node

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


def text(node: ast.AST) -> str:
    """The source of *node*, on one line, as a learner would write it."""
    return ast.unparse(node)


def _has_slice(key: ast.expr) -> bool:
    """Whether the subscript is a slice or a tuple with slices, which can stand in no other place."""
    return isinstance(key, ast.Slice) or (isinstance(key, ast.Tuple) and any(isinstance(part, ast.Slice) for part in key.elts))
