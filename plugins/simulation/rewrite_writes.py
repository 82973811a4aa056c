"""Targets: what is written gets its hook between the evaluation of the value and the store.

The forms of targets, each usable wherever a target may stand (tuple targets, `for`, `with`, star-targets, several `=`):

    name          (access(True, g, "name", SITE) or g)["name"]      a global: a store into the module's own namespace
                  bound(lambda: name, SITE).cell_contents           a closure variable: a store into its cell
    x.attr        store(x, SITE).attr
    x[key]        as for reading, with `writes_`

`name += value` becomes `TARGET = iadd(READ, value)`, where `iadd` is the function of `operator` that the statement
itself would call. Where the owner cannot be named twice, a proxy does both: `slot(x, SITE, SITE)[key] += value`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.language import _
from plugins.simulation.rewrite_base import text
from plugins.simulation.rewrite_reads import Reads
from plugins.simulation.rewrite_scopes import CLASS, MODULE, Variable
from plugins.simulation.rewrite_values import CONTAINER_DISPLAYS

if TYPE_CHECKING:
    from plugins.simulation.rewrite_base import Facts


_OPERATORS: Final = {"Add": "+", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "Mult": "*", "Sub": "-"}


class Writes(Reads):
    """Rewrites targets and assignments."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts)
        #: Closure variables of the function at hand whose stores have been replaced: they must stay local to it.
        self.replaced: set[str] = set()

    # Names, attributes and items as targets

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name: read, written, or deleted."""
        if isinstance(node.ctx, ast.Load):
            return self.read_name(node)
        variable = self.shared_variable(node.id)
        if variable is None or isinstance(node.ctx, ast.Del):
            return node
        return self._target(node, variable)

    def _target(self, node: ast.Name, variable: Variable, rmw: int | None = None) -> ast.expr:
        if variable.scope.kind == MODULE:
            access = self.access_variable(node, node.id, variable, write=True, rmw=rmw)
            namespace = make.before(node, access, make.namespace(node))
            return make.at(node, ast.Subscript(namespace, make.constant(node, variable.name), ast.Store()))
        if variable.scope is self.scope.function:
            self.replaced.add(node.id)
        site = self.site(node, kinds.CLOSURE, node.id, key=variable.name, rmw=rmw)
        bound = make.call(node, "bound", make.thunk(node, node.id), site)
        return make.at(node, ast.Attribute(bound, "cell_contents", ast.Store()))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """An attribute: read, written, or deleted."""
        if isinstance(node.ctx, ast.Load):
            return self.read_attribute(node)
        if node in self.facts.first_stores:
            node.value = self.visit_expression(node.value)
            return node
        module = self.variable(node.value.id) if isinstance(node.value, ast.Name) else None
        if module is not None and module.imported:
            self.note(
                node,
                _(
                    "code inside {imported} that reads {attr} as its own global is not seen",
                    imported=module.imported,
                    attr=node.attr,
                ),
            )
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

    def _assigned(self, node: ast.AugAssign, target: ast.expr, current: ast.expr, grown: ast.expr | None) -> ast.stmt:
        """The augmented assignment in two parts; *grown* is the site for a container that changes itself."""
        function = tables.INPLACE[type(node.op).__name__]
        value = self.visit_expression(node.value)
        if grown is None:
            changed = make.call(node, function, current, value)
        else:
            packed = make.call(node, "grow", current, value, grown)
            changed = make.call(node, function, make.at(node, ast.Starred(packed, ast.Load())))
        return make.at(node, ast.Assign([target], changed))

    def _growth(self, node: ast.AugAssign) -> ast.expr | None:
        """A site for the container that `x += value` changes itself, if the text shows that x is one.

        Such a statement stores the object that it has read: no update can be lost between, and it has no number.
        """
        if type(node.op).__name__ not in tables.GROWING:
            return None
        joins = isinstance(node.value, (*CONTAINER_DISPLAYS, ast.GeneratorExp))
        if not joins and not self.facts.values.always_container(node.target, self.scope):
            return None
        how = f"{text(node.target)} {_OPERATORS[type(node.op).__name__]}= ..."
        return self.site(node, kinds.CONTAINER, text(node.target), how=how, rmw=0)

    def _augmented_name(self, node: ast.AugAssign, target: ast.Name) -> ast.stmt:
        variable = self.shared_variable(target.id)
        grown = self._growth(node)
        current = make.at(target, ast.Name(target.id, ast.Load()))
        if variable is None:
            if grown is not None and self.scope.kind != CLASS:
                return self._assigned(node, target, current, grown)
            node.value = self.visit_expression(node.value)
            return node
        number = 0 if grown is not None else self.facts.rmw.get(node, 0)
        read = self.read_name(current, number)
        return self._assigned(node, self._target(target, variable, number), read, grown)

    def _augmented_attribute(self, node: ast.AugAssign, target: ast.Attribute) -> ast.stmt:
        if target in self.facts.first_stores:
            target.value = self.visit_expression(target.value)
            node.value = self.visit_expression(node.value)
            return node
        name, key = text(target), self.scope.spell(target.attr)
        grown = self._growth(node)
        rmw = 0 if grown is not None else self.facts.rmw.get(node, 0)
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
                grown,
            )
        self._note_growth(node, grown)
        target.value = make.call(target, "attribute_slot", self.visit_expression(base), reads, writes)
        node.value = self.visit_expression(node.value)
        return node

    def _note_growth(self, node: ast.AugAssign, grown: ast.expr | None) -> None:
        if grown is not None:
            self.note(node, _("the change of {text} in place is not seen", text=text(node.target)))

    def _augmented_item(self, node: ast.AugAssign, target: ast.Subscript) -> ast.stmt:
        base, key = target.value, target.slice
        if self.is_unshared(base):
            self.plain_item(target)
            node.value = self.visit_expression(node.value)
            return node
        grown = self._growth(node)
        rmw = 0 if grown is not None else self.facts.rmw.get(node, 0)
        name = text(target)
        reads = self.site(target, kinds.ITEM, name, rmw=rmw)
        writes = self.site(target, kinds.ITEM, name, rmw=rmw)
        if self.is_stable(base) and self.is_simple(key) and not _has_walrus(node.value):
            told = self.told(key, target)
            current = make.call(target, "reads_owner", self.again(base), told, reads)
            owner = make.call(target, "writes_owner", base, self.again(told), writes)
            return self._assigned(
                node,
                make.at(target, ast.Subscript(owner, key, ast.Store())),
                make.at(target, ast.Subscript(current, self.again(key), ast.Load())),
                grown,
            )
        self._note_growth(node, grown)
        target.value = make.call(target, "slot", self.visit_expression(base), reads, writes)
        target.slice = self.visit_expression(key)
        node.value = self.visit_expression(node.value)
        return node


def _has_walrus(node: ast.expr) -> bool:
    return any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))
