"""Which attributes the code of a module changes after others may know the object.

An attribute that is only set while its object is being made (`self.lock = Lock()` in `__init__`) is never written while
another thread looks, so reading it needs no hook. Which names are stored elsewhere cannot be known from one module:
`stored_attributes` answers for one, and whoever rewrites several joins the answers.

An object stops being private to its constructor when `self` is handed out and something is called that could make use
of it: `Thread(target=self.run)` hands it out, `.start()` makes use of it. Stores after that count as any other.
"""

from __future__ import annotations

import ast
from typing import Final

from plugins.simulation.rewrite_tables import FRESH_CALLS, mangled

#: In a set of attribute names: code computes the names of attributes that it stores, so any may be meant.
ANY_NAME: Final = "*"

_CONSTRUCTORS: Final = frozenset({"__init__", "__post_init__"})
_HARMLESS_CALLS: Final = FRESH_CALLS | {"len", "int", "float", "str", "tuple", "super"}


class AttributeStores(ast.NodeVisitor):
    """Finds the stores.

    :ivar names: the attributes that are stored outside of constructors, or after the object was handed out.
    :ivar private: the nodes of the other stores.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.names: set[str] = set()
        self.private: set[ast.Attribute] = set()
        self._class_name = ""
        self.visit(tree)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Names are mangled by the class around them; its constructors are looked at for first stores."""
        outer, self._class_name = self._class_name, node.name
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef) and statement.name in _CONSTRUCTORS:
                self.private |= _first_stores(statement)
        self.generic_visit(node)
        self._class_name = outer

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A store or a deletion."""
        if not isinstance(node.ctx, ast.Load) and node not in self.private:
            self.names.add(mangled(node.attr, self._class_name))
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """`setattr` and `delattr`."""
        if isinstance(node.func, ast.Name) and node.func.id in {"setattr", "delattr"} and len(node.args) > 1:
            attribute = node.args[1]
            known = isinstance(attribute, ast.Constant) and isinstance(attribute.value, str)
            self.names.add(str(attribute.value) if known and isinstance(attribute, ast.Constant) else ANY_NAME)
        self.generic_visit(node)


def _first_stores(constructor: ast.FunctionDef) -> set[ast.Attribute]:
    """Return the nodes that store an attribute of `self` before anybody else can know it."""
    parameters = [*constructor.args.posonlyargs, *constructor.args.args]
    if not parameters:
        return set()
    this = parameters[0].arg
    stored: set[str] = set()
    private: set[ast.Attribute] = set()
    handed_out = False
    for statement in constructor.body:
        attributes = [node for node in ast.walk(statement) if isinstance(node, ast.Attribute)]
        own = {id(node.value) for node in attributes if _is_own(node, this, stored)}
        hands_out = any(
            isinstance(node, ast.Name) and node.id == this and id(node) not in own for node in ast.walk(statement)
        )
        if (handed_out or hands_out) and _may_use(statement, first_time=not handed_out):
            break
        handed_out = handed_out or hands_out
        for attribute in attributes:
            if isinstance(attribute.ctx, ast.Store) and id(attribute.value) in own:
                private.add(attribute)
                stored.add(attribute.attr)
    return private


def _is_own(node: ast.Attribute, this: str, stored: set[str]) -> bool:
    """Whether *node* is `self.x` where x is no bound method: being stored, or stored before."""
    if not isinstance(node.value, ast.Name) or node.value.id != this:
        return False
    return isinstance(node.ctx, ast.Store) or node.attr in stored


def _may_use(statement: ast.stmt, *, first_time: bool) -> bool:
    """Whether *statement* calls something that could run code which knows the object.

    Making another object of a class does not (by convention classes are capitalised); a statement that hands the object
    out to anything else does.
    """
    calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
    if not calls:
        return (first_time and not isinstance(statement, ast.Assign | ast.AnnAssign)) or _stores_elsewhere(statement)
    for node in calls:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called not in _HARMLESS_CALLS and not called[:1].isupper() and not _is_super_init(node):
            return True
    return False


def _stores_elsewhere(statement: ast.stmt) -> bool:
    """Whether *statement* stores into what others may know: `registry[key] = self`."""
    targets = [node for node in ast.walk(statement) if isinstance(node, ast.Subscript | ast.Name)]
    return any(isinstance(node.ctx, ast.Store) for node in targets)


def _is_super_init(node: ast.Call) -> bool:
    """Whether *node* is `super().something(...)`."""
    function = node.func
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Call):
        return False
    return isinstance(function.value.func, ast.Name) and function.value.func.id == "super"
