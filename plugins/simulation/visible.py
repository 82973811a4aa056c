"""The hooks that rewritten code calls. Each ends in one call of `machine.access`, right before the access itself.

`install` puts them into a module's code. They are closures over the machine's bound methods, for speed; all state is
the machine's. What an object is can only be known here, while running: `x[k] = v` is an access if x is a list, and
nothing if x is an object whose `__setitem__` is Python code (its own accesses are visible), a tuple or a
`threading.local`.

A hook is told the object, not the value: it returns before the access happens, so that tracebacks of the learner's
errors have no frame of this module. Only the proxies (`Slot`, `AttributeSlot`) do the access themselves.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

from plugins.simulation.rewrite_nodes import with_hooks
from plugins.simulation.rewrite_tables import INPLACE, NAMESPACE
from plugins.simulation.visible_attributes import Plans, attribute_hooks
from plugins.simulation.visible_containers import container_hooks
from plugins.simulation.visible_items import item_hooks
from plugins.simulation.visible_kinds import Kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

    from plugins.simulation.rewrite import Rewritten
    from plugins.simulation.rewrite_site import Site


class Machine(Protocol):
    """What the hooks need."""

    @property
    def access(self) -> Callable[[bool, object, object, Site], None]:
        """`access(write, owner, key, site)` offers a switch; then the caller reads or writes. Returns None, always."""

    @property
    def tick(self) -> Callable[[Site], object]:
        """`tick(site)`: a loop begins another turn."""


class Hooks:
    """The hooks for one machine."""

    def __init__(self, machine: Machine) -> None:
        self._kinds = Kinds()
        self._plans = Plans()
        self._stored: set[str] = set()
        self._executed: set[Rewritten] = set()
        self._kept: set[Rewritten] = set()
        access, tick = machine.access, machine.tick
        self._table: dict[str, Any] = {
            "access": access,
            "tick": tick,
            "apply": operator.call,
            **{function: getattr(operator, function) for function in INPLACE.values()},
            **attribute_hooks(access, self._plans, self._stored),
            **item_hooks(access, self._kinds),
            **container_hooks(access, tick, self._kinds),
        }
        self._codes: dict[Rewritten, CodeType] = {}

    def code(self, rewritten: Rewritten, *, kept: bool) -> CodeType:
        """Get ready for a module about to be executed, and return its code with these hooks in it.

        A module that was executed before begins another schedule, which must go as it would in a process of its own:
        nothing is known yet of what modules store, and the classes of the schedule before are garbage. What modules
        that are *kept* store stays known, since they are not executed again.
        """
        if rewritten in self._executed or rewritten in self._kept:
            for known in (self._executed, self._stored, self._kinds, self._plans):
                known.clear()
            if rewritten in self._kept:
                self._kept.clear()
            self._stored.update(*(module.stores for module in self._kept))
        (self._kept if kept else self._executed).add(rewritten)
        self._stored |= rewritten.stores
        code = self._codes.get(rewritten)
        if code is None:
            code = self._codes[rewritten] = with_hooks(rewritten.code, self._table)
        return code


_hooks: WeakKeyDictionary[Machine, Hooks] = WeakKeyDictionary()


def install(namespace: dict[str, Any], rewritten: Rewritten, machine: Machine, *, kept: bool = False) -> CodeType:
    """Make the *namespace* ready in which *rewritten* is about to be executed; return the code, with the hooks in it.

    :param namespace: the module's dictionary; the machine is told it as the owner of the module's globals.
    :param rewritten: what `compile_module` returned for the module.
    :param machine: whose `access` and `tick` are called; both are taken from it once and kept.
    :param kept: whether the module stays as it is for many schedules.
    """
    hooks = _hooks.get(machine)
    if hooks is None:
        hooks = _hooks[machine] = Hooks(machine)
    namespace[NAMESPACE] = namespace
    return hooks.code(rewritten, kept=kept)
