"""What threads may share although no hook can show it: in C code that runs the program's own, and outside of it.

A hook says that something is about to be read or written, and the interpreter then does it in one step. Where that step
runs code of the program (the key of a sort, the body of a generator, a function behind `lru_cache`), others may come in
before it is over, and no strategy knows that the two belong together. Files, the environment and the place where
printed text goes are shared by all threads, and no variable of the program. Each is named, so that nothing is called
proved that rests on it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from plugins.simulation.language import _
from plugins.simulation.rewrite_scopes import FUNCTION
from plugins.simulation.rewrite_values import called

if TYPE_CHECKING:
    from plugins.simulation.rewrite_scopes import Scope, Scopes
    from plugins.simulation.rewrite_values import Values

_CACHES: Final = frozenset({"functools.lru_cache", "functools.cache", "functools.cached_property"})
_FILES: Final = frozenset({"open", "io.open", "os.open"})
_FILE_METHODS: Final = frozenset({"read_text", "write_text", "read_bytes", "write_bytes"})
_REDIRECTS: Final = frozenset({"contextlib.redirect_stdout", "contextlib.redirect_stderr"})
_ENVIRONMENT: Final = frozenset({"os.getenv", "os.putenv", "os.unsetenv"})
_COMPARISONS: Final = frozenset({"__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__hash__"})
_YIELDS: Final = (ast.Yield, ast.YieldFrom)


class Unseen(ast.NodeVisitor):
    """Finds it in the tree of a module, as it was written.

    :ivar found: the node and a text for each place.
    """

    def __init__(self, tree: ast.Module, scopes: Scopes, values: Values) -> None:
        self.found: list[tuple[ast.AST, str]] = []
        self._scopes = scopes
        self._scope = scopes.module
        self._values = values
        self._generators = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and any(isinstance(part, _YIELDS) for part in ast.walk(node))
        }
        self.visit(tree)

    def generic_visit(self, node: ast.AST) -> None:
        """Keep track of the scope."""
        outer = self._scope
        self._scope = self._scopes.of.get(node, outer)
        super().generic_visit(node)
        self._scope = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function that the library calls when it is asked for what it keeps; a comparison that can wait."""
        for decorator in node.decorator_list:
            name = _imported(decorator, self._scope)
            if name in _CACHES:
                self.found.append((decorator, _("what @{name} keeps is not seen", name=name.rpartition(".")[2])))
        if node.name in _COMPARISONS and any(map(_can_wait, ast.walk(node))):
            self.found.append((node, _("who comes in while {name} runs is not seen", name=node.name)))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """A call that reaches for what is outside of the program, or that runs its code in between."""
        name = called(node, self._scope)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in _FILES or method in _FILE_METHODS:
            self.found.append((node, _("what is in files is not seen")))
        elif name in _REDIRECTS:
            self.found.append((node, _("where {called} leads the text of other threads is not seen", called=name)))
        elif name in _ENVIRONMENT:
            self.found.append((node, _("the environment variables are not seen")))
        elif name == "next" and node.args:
            self._note_generator(node.args[0])
        elif method == "sort" and node.func.value not in self._values.private:  # type: ignore[attr-defined]  # it has one
            key = next((keyword.value for keyword in node.keywords if keyword.arg == "key"), None)
            if key is not None and _runs_code(key):
                text = ast.unparse(node.func)
                self.found.append((node, _("who comes in while {called} runs its key is not seen", called=text)))
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """A loop that asks a generator."""
        self._note_generator(node.iter)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """The environment as a dictionary."""
        if _imported(node, self._scope) == "os.environ":
            self.found.append((node, _("the environment variables are not seen")))
        self.generic_visit(node)

    def _note_generator(self, node: ast.expr) -> None:
        """Note that *node* is asked for a value, if it is a generator that other threads can ask too."""
        if isinstance(node, ast.Name):
            variable = self._scope.lookup(node.id)
            if variable is None or (variable.scope.kind == FUNCTION and not variable.captured):
                return
        elif not isinstance(node, ast.Attribute):
            return
        if any(map(self._is_generator, self._values.bound(node, self._scope))):
            text = ast.unparse(node)
            self.found.append((node, _("who comes in while the generator {name} runs is not seen", name=text)))

    def _is_generator(self, value: ast.expr | None) -> bool:
        if isinstance(value, ast.Call):
            function = value.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            return name in self._generators
        return isinstance(value, ast.GeneratorExp)


def _imported(node: ast.expr, scope: Scope) -> str:
    """Return the dotted name of what *node*, or the function that it calls, was imported as; "" if it was not."""
    if isinstance(node, ast.Call):
        node = node.func
    owner = node.value if isinstance(node, ast.Attribute) else node
    variable = scope.lookup(owner.id) if isinstance(owner, ast.Name) else None
    if variable is None or not variable.imported:
        return ""
    return f"{variable.imported}.{node.attr}" if isinstance(node, ast.Attribute) else variable.imported


def _can_wait(node: ast.AST) -> bool:
    """Return whether *node* is where a thread may have to wait for a lock."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "acquire"
    return isinstance(node, ast.With)


def _runs_code(key: ast.expr) -> bool:
    """Return whether the key of a sort may run code in which others can come in; a lambda without a call does not."""
    return not isinstance(key, ast.Lambda) or any(isinstance(part, ast.Call) for part in ast.walk(key))
