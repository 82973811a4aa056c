"""Which variable a name means, and whether other threads can change it: Python's scope rules, worked out over the AST.

A local variable that no inner function captures belongs to one activation in one thread: it is never visible. A
module's variable, or one that inner functions share, is visible if it is bound again after threads may have seen it.
What is bound once (functions, classes, imports, constants) cannot change and is read without a hook.

The standard `symtable` module knows scopes too, but its tables cannot be matched with AST nodes on all of 3.11 to 3.13
(comprehensions, type parameters), and it does not say what is bound twice or in a loop.

Source: the language reference, "Naming and binding"; PEP 572 (walrus), PEP 695 (type parameters).
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.simulation.rewrite_tables import mangled

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE: Final = "module"
FUNCTION: Final = "function"
CLASS: Final = "class"
COMPREHENSION: Final = "comprehension"
TYPE_PARAMETERS: Final = "type parameters"

#: Calls that can bind any variable of a module by a computed name.
_NAMESPACE_CALLS: Final = frozenset({"globals", "exec"})


@dataclass(eq=False, slots=True)
class Variable:
    """A variable of one scope.

    :ivar scope: the scope that binds it.
    :ivar name: its name as the compiler spells it.
    :ivar stores: places that bind it to data: assignments, parameters, loop targets, ...
    :ivar definitions: places that bind it by `def`, `class` or `import`.
    :ivar again: it is bound in a loop, by `nonlocal` or `global` from an inner function, by an augmented assignment, or
        deleted.
    :ivar captured: code that may run in another thread (an inner function, a lambda) uses it.
    :ivar imported: what it is if an import is its only binding: "heapq", "heapq.heappush"; else "".
    :ivar values: the expressions that it is bound to, `None` for a binding that is no plain assignment.
    :ivar loads: where it is read, augmented assignments left out.
    """

    scope: Scope
    name: str
    stores: int = 0
    definitions: int = 0
    again: bool = False
    captured: bool = False
    imported: str = ""
    values: list[ast.expr | None] = field(default_factory=list)
    loads: list[ast.Name] = field(default_factory=list)

    @property
    def rebound(self) -> bool:
        """Whether its value can change after another thread has seen it."""
        return self.again or self.stores > 1 or bool(self.stores and self.definitions)

    @property
    def visible(self) -> bool:
        """Whether its reads and writes have to be visible operations."""
        if self.name == "__class__":
            return False  # each method has a cell of that name of its own
        if self.scope.kind == MODULE:
            return (self.rebound and self.captured) or (self.scope.reached_by_name and self.stores > 0)
        return self.scope.kind == FUNCTION and self.rebound and self.captured


class Scope:
    """One block of code with its own names."""

    __slots__ = (
        "class_name",
        "declared_global",
        "declared_nonlocal",
        "kind",
        "name",
        "node",
        "parent",
        "reached_by_name",
        "variables",
    )

    def __init__(self, kind: str, name: str, node: ast.AST, parent: Scope | None, class_name: str) -> None:
        self.kind = kind
        self.name = name
        self.node = node
        self.parent = parent
        self.class_name = class_name
        self.variables: dict[str, Variable] = {}
        self.declared_global: set[str] = set()
        self.declared_nonlocal: set[str] = set()
        self.reached_by_name = False

    @property
    def module(self) -> Scope:
        """The module's own scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    @property
    def qualified_name(self) -> str:
        """The function's name with those around it: "Counter.add"; "<module>" outside of functions."""
        names = []
        scope: Scope | None = self
        while scope is not None:
            if scope.kind in {FUNCTION, CLASS}:
                names.append(scope.name)
            scope = scope.parent
        return ".".join(reversed(names)) or "<module>"

    @property
    def function(self) -> Scope:
        """The innermost scope around that is no comprehension: where a walrus binds."""
        scope = self
        while scope.kind == COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        return scope

    def spell(self, name: str) -> str:
        """Return *name* as the compiler spells it here."""
        return mangled(name, self.class_name)

    def variable(self, name: str) -> Variable:
        """Return this scope's variable of that (spelled) name, made if it is new."""
        found = self.variables.get(name)
        if found is None:
            found = self.variables[name] = Variable(self, name)
        return found

    def lookup(self, name: str) -> Variable | None:
        """Return the variable that the (unspelled) *name* means here, or None if no code of the module binds it."""
        spelled = self.spell(name)
        scope: Scope | None = self
        while scope is not None:
            if spelled in scope.declared_global:
                return scope.module.variables.get(spelled)
            if spelled in scope.variables and (scope is self or scope.kind != CLASS or self._sees_class(scope)):
                return scope.variables[spelled]
            scope = scope.parent
        return None

    def _sees_class(self, class_scope: Scope) -> bool:
        """Whether only type parameters stand between this scope and the class."""
        scope: Scope | None = self
        while scope is not None and scope is not class_scope and scope.kind == TYPE_PARAMETERS:
            scope = scope.parent
        return scope is class_scope


class Scopes(ast.NodeVisitor):
    """All scopes of one module: `of[node]` is the scope that a function, lambda, class or comprehension opens."""

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(MODULE, "", tree, None, "")
        self.of: dict[ast.AST, Scope] = {tree: self.module}
        self.scope = self.module
        #: The module has a star import: a name that nobody binds need not be a built-in.
        self.star = False
        self._loops = 0
        self._uses: list[tuple[Scope, ast.Name]] = []
        for statement in tree.body:
            self.visit(statement)
        self._settle()

    def _settle(self) -> None:
        """Find what each name means, once all bindings are known."""
        for scope, name in self._uses:
            variable = scope.lookup(name.id)
            if variable is None:
                if name.id in _NAMESPACE_CALLS:
                    self.module.reached_by_name = True
                continue
            if isinstance(name.ctx, ast.Load):
                variable.loads.append(name)
            if _runs_elsewhere(scope, variable.scope):
                variable.captured = True

    # Bindings

    def _bind(self, name: str, value: ast.expr | None = None, *, again: bool = False, valued: bool = True) -> None:
        variable = self._bind_in(self.scope, name, again=again or bool(self._loops))
        variable.stores += 1
        if valued:
            variable.values.append(value)

    def _define(self, name: str, imported: str = "") -> None:
        variable = self._bind_in(self.scope, name, again=False)
        variable.definitions += 1
        variable.imported = imported if variable.definitions == 1 else ""

    def _bind_in(self, scope: Scope, name: str, *, again: bool) -> Variable:
        spelled = scope.spell(name)
        owner = scope
        if spelled in scope.declared_global:
            owner = self.module
        elif spelled in scope.declared_nonlocal:
            found = scope.parent.lookup(name) if scope.parent is not None else None
            owner = found.scope if found is not None else scope
        variable = owner.variable(spelled)
        if again or owner is not scope:
            variable.again = True
        if _runs_elsewhere(scope, owner):
            variable.captured = True
        return variable

    def _open(self, kind: str, name: str, node: ast.AST, class_name: str) -> None:
        self.scope = self.of[node] = Scope(kind, name, node, self.scope, class_name)

    def _inside(
        self, scope_kind: str, name: str, node: ast.AST, children: list[ast.AST], class_name: str | None = None
    ) -> None:
        """Visit *children* in a new scope."""
        outer, loops = self.scope, self._loops
        self._open(scope_kind, name, node, outer.class_name if class_name is None else class_name)
        self._loops = loops if scope_kind in {CLASS, COMPREHENSION} else 0
        if scope_kind in {FUNCTION, CLASS}:
            self._declare(children)
        for child in children:
            self.visit(child)
        self.scope, self._loops = outer, loops

    def _declare(self, body: list[ast.AST]) -> None:
        """Note `global` and `nonlocal` first: they hold for the whole block, wherever they stand."""
        pending = list(body)
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Global):
                self.scope.declared_global.update(map(self.scope.spell, node.names))
            elif isinstance(node, ast.Nonlocal):
                self.scope.declared_nonlocal.update(map(self.scope.spell, node.names))
            elif isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case) and not isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            ):
                pending.extend(ast.iter_child_nodes(node))

    def _visit_all(self, nodes: list[ast.expr | None] | list[ast.expr]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    # Scopes

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all(node.decorator_list)
        self._visit_all([*node.args.defaults, *node.args.kw_defaults])
        self._define(node.name)
        outer = self.scope
        self._type_parameters(node)
        self._body(node, node.name, node.args, list(node.body))
        self.scope = outer

    def _type_parameters(self, node: ast.AST) -> None:
        parameters = getattr(node, "type_params", None)
        if parameters:
            scope = Scope(TYPE_PARAMETERS, "", node, self.scope, self.scope.class_name)
            for parameter in parameters:
                scope.variable(scope.spell(parameter.name)).definitions += 1
            self.scope = scope

    def _body(self, node: ast.AST, name: str, args: ast.arguments, body: list[ast.AST]) -> None:
        parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        parameters += [extra for extra in (args.vararg, args.kwarg) if extra is not None]
        self._inside(FUNCTION, name, node, [*parameters, *body])

    def visit_arg(self, node: ast.arg) -> None:
        """A parameter is bound once."""
        self._bind(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function: its name here, its body in a scope of its own."""
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """As a function."""
        self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """A lambda: its defaults here, its body in a scope of its own."""
        self._visit_all([*node.args.defaults, *node.args.kw_defaults])
        self._body(node, "<lambda>", node.args, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class: bases here, its body in a scope that inner functions do not see."""
        self._visit_all(node.decorator_list)
        outer = self.scope
        self._type_parameters(node)
        self._visit_all(node.bases)
        for keyword in node.keywords:
            self.visit(keyword.value)
        self._inside(CLASS, node.name, node, list(node.body), class_name=node.name)
        self.scope = outer
        self._define(node.name)

    def visit_TypeAlias(self, node: ast.AST) -> None:
        """`type X = ...`: a definition; its value is evaluated lazily, in a scope of its own, and left alone."""
        name = getattr(node, "name", None)
        if isinstance(name, ast.Name):
            self._define(name.id)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        inner: list[ast.AST] = []
        for generator in node.generators:
            inner += [generator.target] if generator is first else [generator.iter, generator.target]
            inner += generator.ifs
        inner += [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._inside(COMPREHENSION, "<comprehension>", node, inner)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        """A comprehension."""
        self._comprehension(node)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        """A comprehension."""
        self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        """A comprehension."""
        self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        """A generator expression."""
        self._comprehension(node)

    # Names

    def visit_Name(self, node: ast.Name) -> None:
        """A use, or a binding that is no plain assignment."""
        if isinstance(node.ctx, ast.Load):
            self._uses.append((self.scope, node))
        else:
            self._bind(node.id, again=isinstance(node.ctx, ast.Del))

    def visit_Assign(self, node: ast.Assign) -> None:
        """A plain assignment remembers its value."""
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, value)
            return
        parts = paired(target, value)
        for part, part_value in parts:
            self._assign(part, part_value)
        if not parts:
            self.visit(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """An annotated assignment; without a value it binds nothing but makes the name local."""
        if node.value is not None:
            self.visit(node.value)
        if not isinstance(node.target, ast.Name):
            self.visit(node.target)
        elif node.value is not None:
            self._bind(node.target.id, node.value)
        else:
            self.scope.variable(self.scope.spell(node.target.id))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """An augmented assignment reads and binds again."""
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self._uses.append((self.scope, node.target))
            self._bind(node.target.id, again=True, valued=False)
        else:
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """A walrus binds in the function around a comprehension."""
        self.visit(node.value)
        scope = self.scope.function
        variable = self._bind_in(scope, node.target.id, again=scope is not self.scope or bool(self._loops))
        variable.stores += 1
        variable.values.append(node.value)

    def visit_For(self, node: ast.For) -> None:
        """What a loop binds is bound again and again."""
        self._loop([node.iter], [node.target, *node.body], node.orelse)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        """As `for`."""
        self._loop([node.iter], [node.target, *node.body], node.orelse)

    def visit_While(self, node: ast.While) -> None:
        """What a loop binds is bound again and again."""
        self._loop([], [node.test, *node.body], node.orelse)

    def _loop(self, before: list[ast.expr], turn: Sequence[ast.AST], after: list[ast.stmt]) -> None:
        for part in before:
            self.visit(part)
        self._loops += 1
        for repeated in turn:
            self.visit(repeated)
        self._loops -= 1
        for statement in after:
            self.visit(statement)

    def visit_Import(self, node: ast.Import) -> None:
        """An import binds the first part of a dotted name, or its alias."""
        for alias in node.names:
            first = alias.name.partition(".")[0]
            self._define(alias.asname or first, alias.name if alias.asname else first)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """A from-import binds each name; what a star brings in is bound once, by nobody who is seen here."""
        for alias in node.names:
            if alias.name == "*":
                self.star = True
            else:
                origin = f"{node.module}.{alias.name}" if node.module and not node.level else ""
                self._define(alias.asname or alias.name, origin)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """`except E as name` binds name and deletes it."""
        if node.name is not None:
            self._bind(node.name, again=True)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        """A capture pattern binds."""
        if node.name is not None:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        """A capture pattern binds."""
        if node.name is not None:
            self._bind(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        """A capture pattern binds."""
        if node.rest is not None:
            self._bind(node.rest)
        self.generic_visit(node)


def _runs_elsewhere(user: Scope, owner: Scope) -> bool:
    """Whether code of scope *user* may run in another thread, or later, than the body of *owner*."""
    scope: Scope | None = user
    while scope is not None and scope is not owner:
        if scope.kind == FUNCTION or isinstance(scope.node, ast.GeneratorExp):
            return True
        scope = scope.parent
    return False


def paired(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Return which part of a tuple target gets which expression, if the text tells: `a, b = 1, []`; else nothing."""
    if not isinstance(target, ast.Tuple | ast.List) or not isinstance(value, ast.Tuple | ast.List):
        return []
    if len(target.elts) != len(value.elts) or any(
        isinstance(part, ast.Starred) for part in (*target.elts, *value.elts)
    ):
        return []
    return list(zip(target.elts, value.elts, strict=True))
