"""Statements: targets that are shared get their hook between the value's evaluation and the store; loops get their tick.

The forms of targets, each usable wherever a target may stand (tuple targets, `for`, `with`, star-targets, several `=`):

    name          (access(True, g, "name", SITE) or g)["name"]      a global: a store into the module's own namespace
                  bound(lambda: name, SITE).cell_contents           a closure variable: a store into its cell
    x.attr        store(x, SITE).attr
    x[key]        as for reading, with `writes_`

`name += value` becomes `TARGET = iadd(READ, value)`, where `iadd` is the function of `operator` that the statement itself
would call. Where the owner cannot be named twice, a proxy does both: `slot(x, SITE, SITE)[key] += value`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.rewrite_reads import Reads, text
from plugins.simulation.rewrite_scopes import MODULE, Variable

if TYPE_CHECKING:
    from collections.abc import Container


class Writes(Reads):
    """Rewrites statements, and expressions by way of `Reads`."""

    def __init__(self, *, private: Container[ast.AST], **facts: Any) -> None:  # noqa: ANN401 - as `Reads` takes them
        super().__init__(**facts)
        self._private = private
        #: Closure variables of the function at hand whose stores have been replaced: they must stay local to it.
        self._replaced: set[str] = set()

    # Names, attributes and items as targets

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name: read, written, or deleted."""
        if isinstance(node.ctx, ast.Load):
            return self.read_name(node)
        variable = self.shared_variable(node.id)
        if variable is None or isinstance(node.ctx, ast.Del):
            return node
        return self._target(node, variable)

    def _target(self, node: ast.Name, variable: Variable) -> ast.expr:
        if variable.scope.kind == MODULE:
            access = self.access_variable(node, node.id, variable, write=True)
            namespace = make.before(node, access, make.helper(node, "g"))
            return make.at(node, ast.Subscript(namespace, make.constant(node, variable.name), ast.Store()))
        if variable.scope is self.scope.function:
            self._replaced.add(node.id)
        site = self.site(node, kinds.CLOSURE, node.id, key=variable.name)
        bound = make.call(node, "bound", make.thunk(node, node.id), site)
        return make.at(node, ast.Attribute(bound, "cell_contents", ast.Store()))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """An attribute: read, written, or deleted."""
        if isinstance(node.ctx, ast.Load):
            return self.read_attribute(node)
        if node in self._private:
            node.value = self.visit_expression(node.value)
            return node
        site = self.site(node, kinds.ATTRIBUTE, text(node), key=self.scope.spell(node.attr))
        node.value = make.call(node, "store", self.visit_expression(node.value), site)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """An item: read, written, or deleted."""
        return self.item(node, "reads" if isinstance(node.ctx, ast.Load) else "writes")

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        """`*items` reads the container, unless it is a target."""
        node.value = self.seen(node.value) if isinstance(node.ctx, ast.Load) else self.visit_expression(node.value)
        return node

    # Assignments

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        """The value, then the targets from left to right."""
        unpacks = any(isinstance(target, ast.Tuple | ast.List) for target in node.targets)
        node.value = self.seen(node.value) if unpacks else self.visit_expression(node.value)
        node.targets = self.visit_expressions(node.targets)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        """As an assignment; the annotation is not touched."""
        if node.value is None:
            return node
        node.value = self.visit_expression(node.value)
        if isinstance(node.target, ast.Name):
            node.value = self._stored(node.target, node.value)
        else:
            node.target = self.visit(node.target)
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        """A walrus takes nothing but a name."""
        node.value = self._stored(node.target, self.visit_expression(node.value))
        return node

    def _stored(self, target: ast.Name, value: ast.expr) -> ast.expr:
        """*value*, and then the word that *target* is about to be written."""
        variable = self.shared_variable(target.id)
        if variable is None:
            return value
        return make.first(target, value, self.access_variable(target, target.id, variable, write=True))

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        """A read, the operation, a write."""
        target = node.target
        if isinstance(target, ast.Name):
            return self._augmented_name(node, target)
        if isinstance(target, ast.Attribute):
            return self._augmented_attribute(node, target)
        return self._augmented_item(node, target)

    def _assigned(self, node: ast.AugAssign, target: ast.expr, current: ast.expr, value: ast.expr) -> ast.stmt:
        function = tables.INPLACE[type(node.op).__name__]
        return make.at(node, ast.Assign([target], make.call(node, function, current, value)))

    def _augmented_name(self, node: ast.AugAssign, target: ast.Name) -> ast.stmt:
        variable = self.shared_variable(target.id)
        if variable is None:
            node.value = self.visit_expression(node.value)
            return node
        current = self.read_name(make.at(target, ast.Name(target.id, ast.Load())))
        self._same_number(node)
        value = self.visit_expression(node.value)
        store = self._target(target, variable)
        self._same_number(node)
        return self._assigned(node, store, current, value)

    def _same_number(self, node: ast.AST) -> None:
        """Give the site made last the number of the augmented assignment that it belongs to."""
        self.sites[-1].rmw = self._rmw.get(node, 0)

    def _augmented_attribute(self, node: ast.AugAssign, target: ast.Attribute) -> ast.stmt:
        if target in self._private:
            target.value = self.visit_expression(target.value)
            node.value = self.visit_expression(node.value)
            return node
        name, key = text(target), self.scope.spell(target.attr)
        rmw = self._rmw.get(node, 0)
        base = target.value
        reads = self.site(target, kinds.ATTRIBUTE, name, key=key, rmw=rmw)
        writes = self.site(target, kinds.ATTRIBUTE, name, key=key, rmw=rmw)
        if self.is_stable(base) and not _has_walrus(node.value):
            current = make.call(target, "load", self.again(base), reads)
            owner = make.call(target, "store", base, writes)
            return self._assigned(
                node,
                make.at(target, ast.Attribute(owner, target.attr, ast.Store())),
                make.at(target, ast.Attribute(current, target.attr, ast.Load())),
                self.visit_expression(node.value),
            )
        target.value = make.call(target, "attribute_slot", self.visit_expression(base), reads, writes)
        node.value = self.visit_expression(node.value)
        return node

    def _augmented_item(self, node: ast.AugAssign, target: ast.Subscript) -> ast.stmt:
        base, key = target.value, target.slice
        if self.is_unshared(base):
            self.plain_item(target)
            node.value = self.visit_expression(node.value)
            return node
        rmw = self._rmw.get(node, 0)
        name = text(target)
        reads = self.site(target, kinds.ITEM, name, rmw=rmw)
        writes = self.site(target, kinds.ITEM, name, rmw=rmw)
        if self.is_stable(base) and self.is_simple(key) and not _has_walrus(node.value):
            told = self.key_of(key, target)
            current = make.call(target, "reads_owner", self.again(base), told, reads)
            owner = make.call(target, "writes_owner", base, self.again(told), writes)
            return self._assigned(
                node,
                make.at(target, ast.Subscript(owner, key, ast.Store())),
                make.at(target, ast.Subscript(current, self.again(key), ast.Load())),
                self.visit_expression(node.value),
            )
        target.value = make.call(target, "slot", self.visit_expression(base), reads, writes)
        target.slice = self.visit_expression(key)
        node.value = self.visit_expression(node.value)
        return node

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        """Deletions happen from left to right; each visible name gets a statement of its own, after its hook."""
        statements: list[ast.stmt] = []
        for target in _flattened(node.targets):
            variable = self.shared_variable(target.id) if isinstance(target, ast.Name) else None
            if isinstance(target, ast.Name) and variable is not None:
                access = self.access_variable(target, target.id, variable, write=True)
                statements.append(make.statement(node, access))
            statements.append(make.at(node, ast.Delete([self.visit_expression(target)])))
        return statements or [node]

    def _definition(self, node: ast.stmt, names: list[str]) -> list[ast.stmt]:
        """A `def`, `class` or `import` of a visible name, with the hook before it."""
        hooks: list[ast.stmt] = []
        for name in names:
            variable = self.shared_variable(name)
            if variable is not None:
                hooks.append(make.statement(node, self.access_variable(node, name, variable, write=True)))
        return [*hooks, node]

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        """An import binds names."""
        return self._definition(node, [alias.asname or alias.name.split(".")[0] for alias in node.names])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        """An import binds names."""
        if node.module == "__future__":
            return [node]
        return self._definition(node, [alias.asname or alias.name for alias in node.names if alias.name != "*"])

    # Functions and classes

    def visit_FunctionDef(self, node: ast.FunctionDef) -> list[ast.stmt]:
        """Decorators and defaults outside, the body inside; annotations and type parameters stay as they are."""
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> list[ast.stmt]:
        """As a function."""
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
        node.decorator_list = self.visit_expressions(node.decorator_list)
        self.defaults(node.args)
        statements = self._definition(node, [node.name])
        outer, self.scope = self.scope, self.scopes.of[node]
        replaced, self._replaced = self._replaced, set()
        body = self.block(node.body)
        start = 1 if ast.get_docstring(node, clean=False) is not None else 0
        declared = [make.declaration(body[0], name) for name in sorted(self._replaced)]
        node.body = [*body[:start], *declared, *body[start:]]
        self.scope, self._replaced = outer, replaced
        return statements

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        """Decorators and bases outside, the body inside: what a class body binds belongs to the class being made."""
        node.decorator_list = self.visit_expressions(node.decorator_list)
        node.bases = self.visit_expressions(node.bases)
        for keyword in node.keywords:
            keyword.value = self.visit_expression(keyword.value)
        statements = self._definition(node, [node.name])
        outer, self.scope = self.scope, self.scopes.of[node]
        node.body = self.block(node.body)
        self.scope = outer
        return statements

    def visit_TypeAlias(self, node: ast.AST) -> ast.AST:
        """A type alias is evaluated lazily, in a scope of its own, and shares nothing."""
        return node

    def block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        """Rewrite the statements of a block."""
        result: list[ast.stmt] = []
        for statement in statements:
            new = self.visit(statement)
            if isinstance(new, list):
                result.extend(new)
            else:
                result.append(new)
        return result

    # Control flow

    def _tick(self, node: ast.stmt) -> ast.stmt:
        """A loop's tick, with the loop's own line: it belongs to the turn, not to what the turn does first."""
        place = make.at(node, ast.Pass())
        place.end_lineno, place.end_col_offset = place.lineno, place.col_offset
        return make.statement(place, make.call(place, "tick", self.site(place, kinds.LOOP, "loop", rmw=0)))

    def visit_While(self, node: ast.While) -> ast.stmt:
        """A condition and a tick each turn."""
        self.polling = True
        node.test = self.condition(node.test)
        self.polling = False
        node.body = [self._tick(node), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        """Each step through a container is a read; a tick each turn."""
        node.iter = self.iterated(node.iter)
        node.target = self.visit_expression(node.target)
        node.body = [self._tick(node), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.stmt:
        """A tick each turn."""
        node.iter = self.visit_expression(node.iter)
        node.target = self.visit_expression(node.target)
        node.body = [self._tick(node), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        """The test is a condition."""
        node.test = self.condition(node.test)
        node.body = self.block(node.body)
        node.orelse = self.block(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """The test is a condition."""
        node.test = self.condition(node.test)
        if node.msg is not None:
            node.msg = self.visit_expression(node.msg)
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        """The subject is read once, as a whole; what the patterns read is not visible."""
        patterns = [part for case in node.cases for part in ast.walk(case.pattern)]
        opens = any(isinstance(part, ast.MatchSequence | ast.MatchMapping) for part in patterns)
        node.subject = self.seen(node.subject) if opens else self.visit_expression(node.subject)
        for part in patterns:
            self._pattern(part)
        for case in node.cases:
            if case.guard is not None:
                case.guard = self.condition(case.guard)
            case.body = self.block(case.body)
        return node

    def _pattern(self, pattern: ast.AST) -> None:
        """Name what a pattern reads or writes unseen."""
        if isinstance(pattern, ast.MatchClass):
            shared = [attr for attr in pattern.kwd_attrs if self.is_changed(self.scope.spell(attr))]
            if shared:
                self.note(pattern, f"the class pattern reads {', '.join(shared)} unseen")
        if isinstance(pattern, ast.MatchValue | ast.MatchMapping):
            for part in ast.walk(pattern):
                if isinstance(part, ast.Attribute) and self.is_changed(self.scope.spell(part.attr)):
                    self.note(part, f"the pattern reads {text(part)} unseen")
        name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
        if isinstance(name, str) and self.shared_variable(name) is not None:
            self.note(pattern, f"the pattern binds {name} unseen")


def _has_walrus(node: ast.expr) -> bool:
    return any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))


def _flattened(targets: list[ast.expr]) -> list[ast.expr]:
    """The single targets of a `del`, parentheses and brackets opened."""
    single: list[ast.expr] = []
    for target in targets:
        single += _flattened(target.elts) if isinstance(target, ast.Tuple | ast.List) else [target]
    return single
