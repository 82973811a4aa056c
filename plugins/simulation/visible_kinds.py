"""What kind of container an object is: which operations on it are one step of C code, and so one visible operation.

A class that overrides an operation in Python is not looked at for that operation: its own code is visible by itself, if it
was rewritten. A lookup costs one dictionary access; classes met for the first time are classified in `Kinds.__missing__`.
"""

from __future__ import annotations

import array
import collections
import itertools
from typing import Any, Final

from plugins.simulation import rewrite_tables as tables


class Kind:
    """What is known about one class of containers.

    :ivar gets: `x[key]` is C code.
    :ivar sets: `x[key] = value` and `del x[key]` are C code.
    :ivar contains: `key in x` is C code.
    :ivar iterates: `iter(x)` is C code.
    :ivar methods: its methods that are C code, and whether they change the container.
    :ivar keyed: items are independent of each other (dict, list), so a key names a variable of its own.
    :ivar sequence: keys are positions and may be negative.
    :ivar inserts: reading an absent key inserts it (defaultdict).
    :ivar view: the object only shows another one, which `gc.get_referents` finds (dict views, iterators).
    """

    __slots__ = ("contains", "gets", "inserts", "iterates", "keyed", "methods", "sequence", "sets", "view")

    def __init__(self) -> None:
        self.gets = self.sets = self.contains = self.iterates = False
        self.keyed = self.sequence = self.inserts = self.view = False
        self.methods: dict[str, bool] = {}


_METHODS: Final[dict[type, dict[str, bool]]] = {
    collections.Counter: tables.DICT_METHODS,
    collections.OrderedDict: tables.DICT_METHODS,
    collections.defaultdict: tables.DICT_METHODS,
    dict: tables.DICT_METHODS,
    list: tables.LIST_METHODS,
    set: tables.SET_METHODS,
    collections.deque: tables.DEQUE_METHODS,
    bytearray: tables.ARRAY_METHODS,
    array.array: tables.ARRAY_METHODS,
}
_DICTS: Final = (dict,)
_SEQUENCES: Final = (list, collections.deque, bytearray, array.array)

#: Objects of C code that go through one container, which `gc.get_referents` finds.
_VIEWS: Final[frozenset[type]] = frozenset(
    {
        *(type(getattr(table, name)()) for table in ({}, collections.OrderedDict()) for name in tables.VIEW_METHODS),
        *(type(iter(made)) for made in ([], {}, {}.values(), {}.items(), set(), collections.deque(), bytearray())),
        *(type(reversed(made)) for made in ([], {}, {}.values(), {}.items(), collections.deque())),
        type(iter(collections.OrderedDict())),
        type(iter(array.array("b"))),
    }
)
#: Iterators of C code: `next` changes them, in one step.
ITERATORS: Final[frozenset[type]] = frozenset(
    {
        *(type(iter(made)) for made in ([], {}, {}.values(), {}.items(), set(), collections.deque(), (), "", range(0))),
        *(type(reversed(made)) for made in ([], {}, {}.values(), {}.items(), collections.deque())),
        type(iter(collections.OrderedDict())),
        type(x for x in ()),
        enumerate,
        zip,
        map,
        filter,
        *(itertools.chain, itertools.count, itertools.cycle, itertools.repeat, itertools.islice),
    }
)
#: Iterators of C code that may never end: a loop through one must tick.
ENDLESS: Final = (itertools.count, itertools.cycle, itertools.repeat, type(iter(int, 1)))


class Kinds(dict[type, "Kind | None"]):
    """From a class to its kind; None for what is no container."""

    def __missing__(self, cls: type) -> Kind | None:
        kind = self[cls] = _classified(cls)
        return kind


def _classified(cls: type) -> Kind | None:
    if cls in _VIEWS:
        kind = Kind()
        kind.view = kind.iterates = kind.contains = True
        return kind
    base = next((base for base in cls.__mro__ if base in _METHODS), None)
    if base is None:
        return None
    kind = Kind()
    table = _METHODS[base]
    kind.sequence = issubclass(base, _SEQUENCES)
    kind.keyed = kind.sequence or issubclass(base, dict)
    kind.inserts = issubclass(base, collections.defaultdict)
    kind.gets = _inherited(cls, base, "__getitem__")
    kind.sets = _inherited(cls, base, "__setitem__")
    kind.contains = _inherited(cls, base, "__contains__")
    kind.iterates = _inherited(cls, base, "__iter__")
    kind.methods = {name: write for name, write in table.items() if _inherited(cls, base, name)}
    return kind


def _inherited(cls: type, base: type, name: str) -> bool:
    """Whether *cls* does *name* as the built-in *base* does."""
    found: Any = getattr(cls, name, None)
    return found is not None and found is getattr(base, name, None)
