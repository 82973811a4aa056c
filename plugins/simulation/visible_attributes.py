"""Hooks for closure variables and attributes.

An attribute belongs to the object that holds it: a class variable read through an instance is the class's, a module's
attribute is the module's global. A property, a class with a `__getattribute__` of its own, a `threading.local` hold
nothing that threads share by that name: what their code touches is visible by itself.
"""

from __future__ import annotations

import _thread
import weakref
from types import FunctionType, MemberDescriptorType, ModuleType, WrapperDescriptorType
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.rewrite_attributes import ANY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plugins.simulation.rewrite_site import Site

    Access = Callable[[bool, object, object, Site], None]

#: Classes of C code whose attributes are not simply held by the object: a thread's own, another object's.
_ELSEWHERE: Final[frozenset[type]] = frozenset({super, _thread._local, weakref.ProxyType, weakref.CallableProxyType})

# Not `cls.__mro__` and `cls.__dict__`, which a metaclass may have replaced by code of the learner's.
bases_of: Final[Callable[[type], tuple[type, ...] | None]] = vars(type)["__mro__"].__get__
_dictionary: Final[Callable[[type], Mapping[str, Any]]] = vars(type)["__dict__"].__get__

#: How the attribute of one name is held by instances of one class.
NOT_HELD: Final = 0
BY_OBJECT: Final = 1
BY_OBJECT_OR_CLASS: Final = 2
BY_CLASS_OBJECT: Final = 3
BY_MODULE: Final = 4


class Plans(dict[type, "PlansOfClass"]):
    """From a class to its `PlansOfClass`."""

    def __missing__(self, cls: type) -> PlansOfClass:
        plans = self[cls] = PlansOfClass(cls)
        return plans


class PlansOfClass(dict[str, int]):
    """From an attribute's name to how it is held, for one class; worked out on first use."""

    __slots__ = ("_cls",)

    def __init__(self, cls: type) -> None:
        super().__init__()
        self._cls = cls

    def __missing__(self, name: str) -> int:
        plan = self[name] = _plan(self._cls, name)
        return plan


def _plan(cls: type, name: str) -> int:
    """Say how instances of *cls* hold the attribute *name*."""
    if not _is_plain(cls, "__getattribute__") or not _is_plain(cls, "__setattr__"):
        return NOT_HELD
    found = _in_class(cls, name)
    held = None
    if found is not None:
        held = _dictionary(found)[name]
        if hasattr(type(held), "__set__") and not isinstance(held, MemberDescriptorType):
            return NOT_HELD
    if issubclass(cls, type):
        return BY_CLASS_OBJECT
    if issubclass(cls, ModuleType):
        return BY_MODULE
    if found is None:
        return BY_OBJECT if cls.__dictoffset__ else NOT_HELD
    if isinstance(held, MemberDescriptorType):
        return BY_OBJECT
    return BY_OBJECT_OR_CLASS


def _in_class(cls: type, name: str) -> type | None:
    """Return the class among *cls* and its bases that has the attribute."""
    # A class that is just being made by `mro()` has no bases yet.
    return next((base for base in bases_of(cls) or () if name in _dictionary(base)), None)


def _is_plain(cls: type, name: str) -> bool:
    """Whether *cls* takes the method from a class of C code that does nothing special."""
    found = _in_class(cls, name)
    if found is None or found in _ELSEWHERE:
        return False
    return isinstance(_dictionary(found)[name], WrapperDescriptorType)


def _reader(obj: Any, plan: int, name: str, site: Site) -> object:
    """Return who holds the attribute that is read."""
    if plan == BY_OBJECT:
        return obj
    if plan == BY_MODULE:
        return obj.__dict__
    if plan == BY_CLASS_OBJECT:
        return _in_class(obj, name) or obj
    if site.rmw or name in getattr(obj, "__dict__", ()):
        # `self.count += 1` over a class variable writes the object's own: that is the variable that is updated.
        return obj
    return _in_class(type(obj), name) or obj


def attribute_hooks(access: Access, plans: Plans, stored: set[str]) -> dict[str, Any]:
    """Return the hooks for closure variables and attributes.

    :param access: the machine's.
    :param plans: kept between calls, emptied by the owner.
    :param stored: the names of all attributes that rewritten code stores; filled by the owner.
    """

    def bound(thunk: FunctionType, site: Site) -> object:
        """A closure variable is written: return its cell."""
        closure = thunk.__closure__
        assert closure is not None  # the thunk is `lambda: name`, and name is a closure variable
        cell = closure[0]
        access(True, cell, site.key, site)
        return cell

    def load(obj: object, site: Site) -> object:
        """An attribute is read: return the object."""
        name = site.key
        plan = plans[type(obj)][name]
        if plan == BY_OBJECT:
            access(False, obj, name, site)
        elif plan:
            owner = _reader(obj, plan, name, site)
            access(False, owner, name, site)
            if site.polled and plan == BY_OBJECT_OR_CLASS and _reader(obj, plan, name, site) is not owner:
                # Another thread has just given the object its own: that is what the loop waited for.
                access(False, obj, name, site)
        return obj

    def load_if(obj: object, site: Site) -> object:
        """An attribute is read, which nobody may ever change: return the object."""
        if site.key in stored or ANY_NAME in stored:
            load(obj, site)
        return obj

    def store(obj: Any, site: Site) -> object:
        """An attribute is written or deleted: return the object."""
        name = site.key
        plan = plans[type(obj)][name]
        if plan == BY_MODULE:
            access(True, obj.__dict__, name, site)
        elif plan:
            access(True, obj, name, site)
        return obj

    def named(write: bool, site: Site, *args: Any) -> tuple[Any, ...]:
        """`getattr`, `hasattr`, `setattr`, `delattr` with these *args*: return them."""
        obj, name = args[0], args[1]
        if isinstance(name, str):
            plan = plans[type(obj)][name]
            if plan:
                owner = obj.__dict__ if plan == BY_MODULE else obj if write else _reader(obj, plan, name, site)
                access(write, owner, name, site)
        return args

    class AttributeSlot:
        """`x.attr` where an augmented assignment reads and writes it and x cannot be named twice."""

        __slots__ = ("obj", "reads", "writes")

        def __init__(self, obj: object, reads: Site, writes: Site) -> None:
            object.__setattr__(self, "obj", obj)
            object.__setattr__(self, "reads", reads)
            object.__setattr__(self, "writes", writes)

        def __getattribute__(self, name: str) -> Any:
            get = object.__getattribute__
            return getattr(load(get(self, "obj"), get(self, "reads")), name)

        def __setattr__(self, name: str, value: object) -> None:
            get = object.__getattribute__
            setattr(store(get(self, "obj"), get(self, "writes")), name, value)

    return {
        "bound": bound,
        "load": load,
        "load_if": load_if,
        "store": store,
        "named": named,
        "attribute_slot": AttributeSlot,
    }
