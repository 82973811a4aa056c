"""What kind of container an object is: which operations on it are one step of C code, and so one visible operation.

A class that overrides an operation in Python is not looked at for that operation: its own code is visible by itself, if
it was rewritten. A lookup costs one dictionary access; classes met for the first time are classified in
`Kinds.__missing__`.
"""

from __future__ import annotations

import array
import collections
import itertools
from types import GeneratorType
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
_SEQUENCES: Final = (list, collections.deque, bytearray, array.array)

_EMPTY: Final[tuple[Any, ...]] = (
    [],
    {},
    {}.values(),
    {}.items(),
    set(),
    collections.deque(),
    collections.OrderedDict(),
)
_REVERSIBLE: Final[tuple[Any, ...]] = ([], {}, {}.values(), {}.items(), collections.deque())
_DICTS: Final[tuple[Any, ...]] = ({}, collections.OrderedDict())

_CONTAINER_ITERATORS: Final[frozenset[type]] = frozenset(
    {type(iter(empty)) for empty in (*_EMPTY, bytearray(), array.array("b"))}
    | {type(reversed(empty)) for empty in _REVERSIBLE}
)
#: Objects of C code that go through one container, which `gc.get_referents` finds.
_VIEWS: Final[frozenset[type]] = _CONTAINER_ITERATORS | {
    type(getattr(empty, name)()) for empty in _DICTS for name in tables.VIEW_METHODS
}
#: Iterators of C code: `next` changes them, in one step.
ITERATORS: Final[frozenset[type]] = (
    _CONTAINER_ITERATORS
    | frozenset[type]({type(iter(())), type(iter("")), type(iter(range(0))), GeneratorType})
    | frozenset[type]({enumerate, zip, map, filter})
    | {itertools.chain, itertools.count, itertools.cycle, itertools.repeat, itertools.islice}
)
#: Iterators of C code that may never end: a comprehension through one must tick.
ENDLESS: Final = (itertools.count, itertools.cycle, itertools.repeat, type(iter(int, 1)))


#: `Py_TPFLAGS_HEAPTYPE`: the class was made while running, and may go away again.
_HEAP_TYPE: Final = 1 << 9

_OF_C_CODE: dict[type, Kind | None] = {}


class Kinds(dict[type, "Kind | None"]):
    """From a class to its kind; None for what is no container. To be emptied when the learner's classes are garbage."""

    def __missing__(self, cls: type) -> Kind | None:
        if cls in _OF_C_CODE:
            kind = _OF_C_CODE[cls]
        else:
            kind = _classified(cls)
            if cls in _METHODS or not cls.__flags__ & _HEAP_TYPE:
                _OF_C_CODE[cls] = kind
        self[cls] = kind
        return kind

    def of_base(self, cls: type) -> Kind | None:
        """The kind of the built-in container that *cls* is derived from: what `super()` finds."""
        base = _base(cls)
        return None if base is None else self[base]


def _base(cls: type) -> type | None:
    return next((base for base in cls.__mro__ if base in _METHODS), None)


def _classified(cls: type) -> Kind | None:
    if cls in _VIEWS:
        kind = Kind()
        kind.view = kind.iterates = kind.contains = True
        return kind
    base = _base(cls)
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
