"""Calls: a container's method, or a built-in function that is handed one, is one operation at the moment of the call.

    len(x)             len(see(x, SITE))
    f(x, g())          f(*see_first(SITE, x, g()))
    x.pop()            method(x, key, SITE).pop()                 arguments without effects
    x.add(g())         x.add(last(x, g(), key, SITE))             x is a name that nobody rebinds
    f().add(g())       apply(*prepared(f().add, SITE, g()))       else

Each says so when the arguments have been evaluated, and is itself in no traceback of what the call raises.
"""

from __future__ import annotations

import ast
import sys
from typing import Final

from plugins.simulation import rewrite_nodes as make
from plugins.simulation import rewrite_site as kinds
from plugins.simulation import rewrite_tables as tables
from plugins.simulation.language import _
from plugins.simulation.rewrite_base import Base, text

#: Modules of the standard library that hold shared objects without looking into them, or are simulated themselves.
_SEEN_MODULES: Final = tables.SCALAR_MODULES | {"functools", "contextlib", "dataclasses", "sched", "typing", "weakref"}


class Calls(Base):
    """Rewrites calls."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Built-in functions and containers' methods look at containers."""
        called = self.called(node)
        function = node.func
        self._note_unseen(node, called)
        if called in tables.READING_CALLS or called in tables.WRITING_CALLS:
            return self._builtin(node, "change" if called in tables.WRITING_CALLS else "see")
        if called in tables.DYNAMIC_ATTRIBUTES:
            return self._dynamic_attribute(node, write=tables.DYNAMIC_ATTRIBUTES[called])
        if isinstance(function, ast.Attribute) and function.attr in tables.CONTAINER_METHODS:
            table = self._methods_of_class(function.value)
            if table is not None and function.attr in table:
                return self._builtin(node, "change" if table[function.attr] else "see")
            if not self.is_unshared(function.value):
                return self._method(node, function)
        node.func = self.visit_expression(function)
        if called in tables.LAZY_CALLS:
            node.args = [self.iterated(arg) for arg in node.args]
        elif called == "print":
            node.args = [self.seen_name(arg) for arg in node.args]
        elif isinstance(function, ast.Attribute) and function.attr in tables.READS_ARGUMENTS:
            node.args = [self._seen_argument(arg) for arg in node.args]
        else:
            node.args = self.visit_expressions(node.args)
        return self._keywords(node)

    def _methods_of_class(self, node: ast.expr) -> dict[str, bool] | None:
        """The methods of the built-in class that *node* names, if it names one."""
        if not isinstance(node, ast.Name) or self.variable(node.id) is not None:
            return None
        return tables.CONTAINER_CLASSES.get(node.id)

    def _seen_argument(self, node: ast.expr) -> ast.expr:
        return self.visit_expression(node) if isinstance(node, ast.Starred) else self.seen(node)

    def _keywords(self, node: ast.Call) -> ast.Call:
        for keyword in node.keywords:
            keyword.value = self.seen(keyword.value) if keyword.arg is None else self.visit_expression(keyword.value)
        return node

    def _builtin(self, node: ast.Call, look: str) -> ast.expr:
        """`len(x)` and its like: the first argument is the container."""
        args, name = node.args, text(node.func)
        node.func = self.visit_expression(node.func)
        if not args or (len(args) > 1 and name in {"max", "min"}) or isinstance(args[0], ast.Starred):
            node.args = self.visit_expressions(args)
            return self._keywords(node)
        shared = not self.is_unshared(args[0])
        rest = [*args[1:], *(keyword.value for keyword in node.keywords)]
        simple = all(self.is_simple(arg) or isinstance(arg, ast.Lambda) for arg in rest)
        original, variable = args[0], text(args[0])
        again = self.again(original) if self.is_stable(original) else None
        node.args = self.visit_expressions(args)
        self._keywords(node)
        if shared:
            site = self.site(node, kinds.CONTAINER, variable, how=f"{name}({variable})")
            if simple:
                node.args[0] = make.call(original, look, node.args[0], site)
            elif again is not None:
                _wrap_last(node, again, [], site, f"{look}_then")
            else:
                packed = make.call(node, f"{look}_first", site, *node.args)
                node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
        return node

    def _dynamic_attribute(self, node: ast.Call, *, write: bool) -> ast.expr:
        """`getattr(x, name)` and its like."""
        owner = text(node.args[0]) if node.args else ""
        named = node.args[1] if len(node.args) > 1 else None
        node.func = self.visit_expression(node.func)
        node.args = self.visit_expressions(node.args)
        if named is None or any(isinstance(arg, ast.Starred) for arg in node.args):
            return node
        fixed = named.value if isinstance(named, ast.Constant) and isinstance(named.value, str) else ""
        site = self.site(node, kinds.ATTRIBUTE, f"{owner}.{fixed}" if fixed else owner, key=fixed)
        packed = make.call(node, "named", make.constant(node, write), site, *node.args)
        node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
        return node

    def _method(self, node: ast.Call, function: ast.Attribute) -> ast.expr:
        """`x.append(value)` and its like, if x turns out to be a container."""
        attr, owner = function.attr, function.value
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        simple, stable = all(map(self.is_simple, values)), self.is_stable(owner)
        keyed = attr in tables.KEYED_METHODS and bool(node.args)
        named = "self" if _is_super(owner) else text(owner)
        name = f"{named}[{text(node.args[0])}]" if keyed and attr in tables.ITEM_METHODS else named
        site = self.site(node, kinds.CONTAINER, name, how=f"{text(owner)}.{attr}", key=attr)
        key = self.again(node.args[0]) if keyed and self.is_simple(node.args[0]) else make.constant(node, None)
        again = self.again(owner) if stable else owner
        single = keyed and len(values) == 1
        reads_arguments = attr in tables.READS_ARGUMENTS and not all(map(self.is_unshared, node.args))
        simple = simple and not reads_arguments
        node.args = [self._seen_argument(arg) if reads_arguments else self.visit_expression(arg) for arg in node.args]
        self._keywords(node)
        node.func = target = self.read_attribute(function, if_changed_here=True)
        if simple:
            target.value = make.call(owner, "method", target.value, key, site)
        elif stable:
            if single and not isinstance(node.args[-1], ast.Starred):
                _wrap_last(node, again, [], site, "last_key")
            else:
                _wrap_last(node, again, [key], site, "last")
        else:
            packed = make.call(node, "prepared", target, site, *node.args)
            node.args = [make.at(node, ast.Starred(packed, ast.Load()))]
            node.func = make.hook(node, "apply")
        return node

    def read_attribute(self, node: ast.Attribute, *, if_changed_here: bool = False) -> ast.Attribute:
        """An attribute that is read.

        :param if_changed_here: leave it without a hook if this module never stores it; it is most likely a method.
        """
        key = self.scope.spell(node.attr)
        place = node.value
        changed = self.is_changed(key)
        if key.startswith("__") or _is_super(place) or (if_changed_here and not changed):
            node.value = self.visit_expression(place)
            return node
        site = self.site(node, kinds.ATTRIBUTE, text(node), key=key)
        node.value = make.call(place, "load" if changed else "load_if", self.visit_expression(place), site)
        return node

    def _note_unseen(self, node: ast.Call, called: str) -> None:
        """Name a call of code that is not rewritten and looks into a container or an object that it is handed."""
        if called in {"exec", "eval"}:
            self.note(node, _("what {called} runs is not seen", called=called))
        module = called.rpartition(".")[0]
        if not module or module in _SEEN_MODULES or module.partition(".")[0] not in sys.stdlib_module_names:
            return
        if called in tables.READING_CALLS | tables.WRITING_CALLS | tables.LAZY_CALLS or called in tables.FRESH_CALLS:
            return
        for arg in [*node.args, *(keyword.value for keyword in node.keywords)]:
            shared = isinstance(arg, ast.Name | ast.Attribute) and not self.is_unshared(arg)
            if shared and self.facts.values.always_container(arg, self.scope):
                self.note(node, _("what {called} does with {text} is not seen", called=called, text=text(arg)))


def _wrap_last(node: ast.Call, owner: ast.expr, key: list[ast.expr], site: ast.expr, hook: str) -> None:
    """Put the access into the argument that is evaluated last."""
    last = node.keywords[-1] if node.keywords else node.args[-1]
    if isinstance(last, ast.keyword | ast.Starred):
        last.value = make.call(last.value, hook, owner, last.value, *key, site)
    else:
        node.args[-1] = make.call(last, hook, owner, last, *key, site)


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
