"""What all parts of the rewriter share: sites, what is known about names, and the few forms that occur everywhere."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.language import _
from plugins.simulation.rewrite_attributes import ANY_NAME
from plugins.simulation.rewrite_scopes import MODULE, Scopes, Variable
from plugins.simulation.rewrite_site import Site
from plugins.simulation.rewrite_values import CONTAINER_DISPLAYS, Values, called

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

#: Expressions whose value no other thread can know yet, or that are no containers at all.
_UNSHARED: Final = (
    *CONTAINER_DISPLAYS,
    ast.Constant,
    ast.JoinedStr,
    ast.Tuple,
    ast.GeneratorExp,
    ast.Lambda,
    ast.Compare,
    ast.BinOp,
    ast.UnaryOp,
    ast.Yield,
)
_LONGEST_NAME: Final = 60

Expression = TypeVar("Expression", bound=ast.AST)


@dataclass(frozen=True)
class Facts:
    """What the analyses of a module have found out.

    :ivar filename: as tracebacks show it.
    :ivar scopes: which variable a name means.
    :ivar values: what variables and attributes hold.
    :ivar stores: names of attributes that this module stores after their object may be shared. Other modules may store
        more: whether an attribute is one of those is decided while running.
    :ivar first_stores: attribute nodes that are stored while nobody else knows the object.
    :ivar rmw: the number of the read-modify-write that a node is part of.
    """

    filename: str
    scopes: Scopes
    values: Values
    stores: Container[str]
    first_stores: Container[ast.AST]
    rmw: Mapping[ast.AST, int]


def sentence_of(node: ast.AST, text: str) -> str:
    """Return the sentence that *text* is about what stands in the line of *node*."""
    return _("line {line}: {text}", line=getattr(node, "lineno", 0), text=text)


class Base(ast.NodeTransformer):
    """Rewrites one module; its parts are the subclasses.

    :ivar sites: the sites made so far.
    :ivar not_visible: sentences about what no hook sees.
    :ivar polling: the code at hand is the condition of a `while`.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.sites: list[Site] = []
        self.not_visible: list[str] = []
        self.scope = facts.scopes.module
        self.polling = False

    # Sites

    def site(
        self, node: ast.AST, kind: str, name: str, *, how: str = "", key: str = "", rmw: int | None = None
    ) -> ast.expr:
        """Make a site for *node* and return the constant that stands for it.

        :param rmw: the read-modify-write it is part of; None for that of *node* itself.
        """
        index = len(self.sites)
        self.sites.append(
            Site(
                index=index,
                kind=kind,
                name=name,
                how=how,
                key=key,
                file=self.facts.filename,
                line=getattr(node, "lineno", 0),
                function=self.scope.qualified_name,
                rmw=self.facts.rmw.get(node, 0) if rmw is None else rmw,
                polled=self.polling,
            )
        )
        return make.marker(node, index)

    def note(self, node: ast.AST, text: str) -> None:
        """Say that what *node* does is not visible."""
        sentence = sentence_of(node, text)
        if sentence not in self.not_visible:
            self.not_visible.append(sentence)

    # What is known about an expression

    def variable(self, identifier: str) -> Variable | None:
        """The variable that *identifier* means here, if the module binds it at all."""
        return self.scope.lookup(identifier)

    def shared_variable(self, identifier: str) -> Variable | None:
        """The variable that *identifier* means, if its accesses are visible."""
        variable = self.variable(identifier)
        if variable is None or not variable.visible:
            return None
        return variable

    def is_stable(self, node: ast.expr) -> bool:
        """Whether reading *node* twice gives the same and nobody can tell: a name that is not visible."""
        return isinstance(node, ast.Name) and self.shared_variable(node.id) is None

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
        if isinstance(node, _UNSHARED) or node in self.facts.values.private:
            return True
        if isinstance(node, ast.Call):
            return self.called(node) in tables.FRESH_CALLS
        if isinstance(node, ast.Name) and self.variable(node.id) is None:
            return not self.facts.scopes.star
        if isinstance(node, ast.Attribute) and ANY_NAME in self.facts.stores:
            return False
        return self.facts.values.never_container(node, self.scope)

    def called(self, node: ast.expr) -> str:
        """What *node* calls, if that is a built-in or an imported function; else ""."""
        return called(node, self.scope)

    def is_changed(self, attribute: str) -> bool:
        """Whether this module stores an attribute of this (mangled) name after the object may be shared."""
        return (ANY_NAME in self.facts.stores or attribute in self.facts.stores) and not attribute.startswith("__")

    # Building

    def again(self, node: Expression) -> Expression:
        """A second copy of an expression that `is_simple`."""
        return copy.deepcopy(node)

    def visit_expression(self, node: ast.expr) -> ast.expr:
        """Rewrite an expression."""
        result: ast.expr = self.visit(node)
        return result

    def visit_expressions(self, nodes: list[ast.expr]) -> list[ast.expr]:
        """Rewrite several expressions."""
        return [self.visit_expression(node) for node in nodes]

    def access_variable(
        self, place: ast.AST, identifier: str, variable: Variable, *, write: bool, rmw: int | None = None
    ) -> ast.expr:
        """The call that says: the variable is read or written now."""
        if variable.scope.kind == MODULE:
            kind, owner = kinds.GLOBAL, make.namespace(place)
        else:
            kind, owner = kinds.CLOSURE, make.cell(place, identifier)
        site = self.site(place, kind, identifier, key=variable.name, rmw=rmw)
        return make.call(place, "access", make.constant(place, write), owner, make.constant(place, variable.name), site)

    def seen(self, original: ast.expr) -> ast.expr:
        """Rewrite *original*, looked at as a whole: one read if it turns out to be a container."""
        if self.is_unshared(original):
            return self.visit_expression(original)
        name = text(original)
        node = self.visit_expression(original)
        return make.call(original, "see", node, self.site(original, kinds.CONTAINER, name, rmw=0))

    def seen_name(self, original: ast.expr) -> ast.expr:
        """As `seen`, for expressions that just name something; others are hardly ever a shared container."""
        if isinstance(original, ast.Name | ast.Attribute | ast.Subscript):
            return self.seen(original)
        return self.visit_expression(original)

    def condition(self, original: ast.expr) -> ast.expr:
        """Rewrite a condition: whether a container is empty is a read of it."""
        return self.seen_name(original)

    def iterated(self, original: ast.expr, hook: str = "each_turn") -> ast.expr:
        """Rewrite what a loop goes through: each step through a container is a read of it."""
        lazy = self.called(original) in tables.LAZY_CALLS
        if lazy or self.is_unshared(original) or isinstance(original, ast.Starred):
            return self.visit_expression(original)
        name = text(original)
        node = self.visit_expression(original)
        return make.call(original, hook, node, self.site(original, kinds.ITERATION, name, rmw=0))


def text(node: ast.AST) -> str:
    """The source of *node*, on one line and not endless."""
    source = ast.unparse(node)
    return source if len(source) <= _LONGEST_NAME else source[: _LONGEST_NAME - 3] + "..."
