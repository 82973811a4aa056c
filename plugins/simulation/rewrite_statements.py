"""Statements: loops get their tick, tests are conditions, functions and classes open their scopes.

A tick stands at the head of a loop's body, so outside of any `try` in it, and has the loop's own line.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation.language import _
from plugins.simulation.rewrite_base import text
from plugins.simulation.rewrite_writes import Writes

if TYPE_CHECKING:
    from plugins.simulation.rewrite_base import Facts


class Statements(Writes):
    """Rewrites statements, and with its bases a whole module."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts)
        #: Statements that end the `while` around them.
        self._exits: set[ast.stmt] = set()

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
        place = make.start(node)
        for name in names:
            variable = self.shared_variable(name)
            if variable is not None:
                hooks.append(make.statement(place, self.access_variable(place, name, variable, write=True)))
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
        outer, self.scope = self.scope, self.facts.scopes.of[node]
        replaced, self.replaced = self.replaced, set()
        body = self.block(node.body)
        start = 1 if ast.get_docstring(node, clean=False) is not None else 0
        declared = [make.declaration(body[0], name) for name in sorted(self.replaced)]
        node.body = [*body[:start], *declared, *body[start:]]
        self.scope, self.replaced = outer, replaced
        return statements

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        """Decorators and bases outside, the body inside: what a class body binds belongs to the class being made."""
        node.decorator_list = self.visit_expressions(node.decorator_list)
        node.bases = self.visit_expressions(node.bases)
        for keyword in node.keywords:
            keyword.value = self.visit_expression(keyword.value)
        statements = self._definition(node, [node.name])
        self._note_generated(node)
        outer, self.scope = self.scope, self.facts.scopes.of[node]
        node.body = self.block(node.body)
        self.scope = outer
        return statements

    def _note_generated(self, node: ast.ClassDef) -> None:
        """Name the methods that no source shows, if they read what changes."""
        fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
        changed = any(isinstance(field, ast.Name) and self.is_changed(field.id) for field in fields)
        if changed and any("dataclass" in text(decorator) for decorator in node.decorator_list):
            self.note(node, _("the methods that @dataclass makes for {name} read its fields unseen", name=node.name))

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        """The exceptions caught, and the block."""
        if node.type is not None:
            node.type = self.visit_expression(node.type)
        if node.name is not None and self.shared_variable(node.name) is not None:
            self.note(node, _("`except ... as {name}` binds {name} unseen", name=node.name))
        node.body = self.block(node.body)
        return node

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

    def _tick(self, node: ast.stmt, how: str = "", key: str = "") -> ast.stmt:
        """A loop's tick, with the loop's own line: it belongs to the turn, not to what the turn does first."""
        place = make.start(node)
        site = self.site(place, kinds.LOOP, "loop", how=how, key=key, rmw=0)
        return make.statement(place, make.call(place, "tick", site))

    def visit_While(self, node: ast.While) -> ast.stmt:
        """A condition and a tick each turn."""
        key = kinds.POLL if _only_asks(node) else ""
        self.polling = True
        node.test = self.condition(node.test)
        self.polling = False
        self._exits.update(filter(_leaves, node.body))
        node.body = [self._tick(node, key=key), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        """Each step through a container is a read; a tick each turn."""
        node.iter = self.iterated(node.iter, "each")
        node.target = self.visit_expression(node.target)
        node.body = [self._tick(node, "for"), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.stmt:
        """A tick each turn."""
        node.iter = self.visit_expression(node.iter)
        node.target = self.visit_expression(node.target)
        node.body = [self._tick(node, "for"), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        """The test is a condition; one that ends a `while` is polled as that loop's own."""
        self.polling = node in self._exits
        node.test = self.condition(node.test)
        self.polling = False
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
                self.note(pattern, _("the class pattern reads {names} unseen", names=", ".join(shared)))
        if isinstance(pattern, ast.MatchValue | ast.MatchMapping):
            for part in ast.walk(pattern):
                if isinstance(part, ast.Attribute) and self.is_changed(self.scope.spell(part.attr)):
                    self.note(part, _("the pattern reads {text} unseen", text=text(part)))
        name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
        if isinstance(name, str) and self.shared_variable(name) is not None:
            self.note(pattern, _("the pattern binds {name} unseen", name=name))


def _only_asks(loop: ast.While) -> bool:
    """Whether all that *loop* does is to evaluate its test, which only reads: a turn leaves nothing behind."""
    empty = all(
        isinstance(statement, ast.Pass | ast.Continue)
        or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for statement in loop.body
    )
    return empty and all(isinstance(part, _READING) or _asks_event(part) for part in ast.walk(loop.test))


def _asks_event(node: ast.AST) -> bool:
    """Whether *node* is `event.is_set()`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "is_set"
        and not (node.args or node.keywords)
    )


#: What an expression is made of that has no effect; comparing and subscripting are, with the plain values of a flag.
_READING: Final = (
    ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp,
    ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop,
)  # fmt: skip


def _leaves(statement: ast.stmt) -> bool:
    """Whether *statement* is an `if` that ends the loop around it."""
    return isinstance(statement, ast.If) and isinstance(statement.body[-1], ast.Break | ast.Return)


def _flattened(targets: list[ast.expr]) -> list[ast.expr]:
    """The single targets of a `del`, parentheses and brackets opened."""
    single: list[ast.expr] = []
    for target in targets:
        single += _flattened(target.elts) if isinstance(target, ast.Tuple | ast.List) else [target]
    return single
