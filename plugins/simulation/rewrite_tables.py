"""What the rewriter knows by heart: which calls look at a container, which change it, and which names it never touches.

C code runs without giving up the interpreter lock between its steps, so one call of a built-in container's method, or
of a built-in function that is handed a container, is one operation. These tables say of which kind. They are the whole
knowledge that `rewrite_*` and `visible` share; a method that is missing here is not seen.
"""

from __future__ import annotations

from typing import Final

READ: Final = False
WRITE: Final = True

_SEQUENCE_READS: Final = frozenset({"copy", "count", "index"})

LIST_METHODS: Final[dict[str, bool]] = {
    **dict.fromkeys(_SEQUENCE_READS, READ),
    **dict.fromkeys(("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort"), WRITE),
}
DICT_METHODS: Final[dict[str, bool]] = {
    **dict.fromkeys(("copy", "get", "most_common", "elements", "total"), READ),
    **dict.fromkeys(("clear", "move_to_end", "pop", "popitem", "setdefault", "subtract", "update"), WRITE),
}
SET_METHODS: Final[dict[str, bool]] = {
    **dict.fromkeys(
        (
            "copy",
            "difference",
            "intersection",
            "isdisjoint",
            "issubset",
            "issuperset",
            "symmetric_difference",
            "union",
        ),
        READ,
    ),
    **dict.fromkeys(
        (
            "add",
            "clear",
            "difference_update",
            "discard",
            "intersection_update",
            "pop",
            "remove",
            "symmetric_difference_update",
            "update",
        ),
        WRITE,
    ),
}
DEQUE_METHODS: Final[dict[str, bool]] = {
    **dict.fromkeys(_SEQUENCE_READS, READ),
    **dict.fromkeys(
        (
            "append",
            "appendleft",
            "clear",
            "extend",
            "extendleft",
            "insert",
            "pop",
            "popleft",
            "remove",
            "reverse",
            "rotate",
        ),
        WRITE,
    ),
}
ARRAY_METHODS: Final[dict[str, bool]] = {
    **dict.fromkeys(("copy", "count", "index", "find", "tobytes", "tolist", "decode", "hex"), READ),
    **dict.fromkeys(("append", "clear", "extend", "insert", "pop", "remove", "reverse", "fromlist"), WRITE),
}

for _table in (LIST_METHODS, DICT_METHODS, SET_METHODS, DEQUE_METHODS, ARRAY_METHODS):
    # Spelled out, they are found in classes derived from a container: `super().__setitem__(key, value)`.
    _table.update(dict.fromkeys(("__contains__", "__getitem__", "__iter__", "__len__"), READ))
    _table.update(dict.fromkeys(("__delitem__", "__iadd__", "__ior__", "__setitem__"), WRITE))

#: Names of methods that some built-in container has: a call `x.NAME(...)` is looked at when it happens.
CONTAINER_METHODS: Final = frozenset().union(LIST_METHODS, DICT_METHODS, SET_METHODS, DEQUE_METHODS, ARRAY_METHODS)

#: Methods whose first argument is the key (or element) that they are about; the others are about the whole container.
KEYED_METHODS: Final = frozenset(
    {"get", "pop", "setdefault", "move_to_end", "add", "discard", "remove"}
    | {"__contains__", "__delitem__", "__getitem__", "__setitem__"}
)

#: Those of them that are about the item of that key, as `x[key]` is.
ITEM_METHODS: Final = frozenset({"get", "pop", "setdefault"})

#: Methods that read the containers they are handed.
READS_ARGUMENTS: Final = frozenset(
    {
        "extend",
        "extendleft",
        "update",
        "subtract",
        "difference",
        "intersection",
        "isdisjoint",
        "issubset",
        "issuperset",
        "symmetric_difference",
        "union",
        "difference_update",
        "intersection_update",
        "symmetric_difference_update",
        "join",
    }
)

#: Methods that make a view: creating it reads nothing, going through it does.
VIEW_METHODS: Final = frozenset({"items", "keys", "values"})

#: Built-in functions and library functions that consume the containers they are handed, in one step.
READING_CALLS: Final = frozenset(
    {
        "all",
        "any",
        "bytearray",
        "bytes",
        "dict",
        "frozenset",
        "iter",
        "len",
        "list",
        "max",
        "min",
        "repr",
        "reversed",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "bool",
        "bisect.bisect",
        "bisect.bisect_left",
        "bisect.bisect_right",
        "collections.Counter",
        "collections.OrderedDict",
        "collections.deque",
        "copy.copy",
        "heapq.nlargest",
        "heapq.nsmallest",
        "math.fsum",
        "math.prod",
        "random.choice",
        "random.choices",
        "random.sample",
        "statistics.mean",
        "statistics.median",
        "functools.reduce",
    }
)

#: The same, for those that go on reading while their result is used: their arguments are watched step by step.
LAZY_CALLS: Final = frozenset({"enumerate", "filter", "map", "zip", "itertools.chain", "itertools.islice"})

#: Calls that change their first argument in one step.
WRITING_CALLS: Final = frozenset(
    {
        "next",
        "bisect.insort",
        "bisect.insort_left",
        "bisect.insort_right",
        "heapq.heapify",
        "heapq.heappop",
        "heapq.heappush",
        "heapq.heappushpop",
        "heapq.heapreplace",
        "random.shuffle",
    }
)

#: Built-in classes whose methods may be called with the object as an argument: `list.append(items, value)`.
CONTAINER_CLASSES: Final = {"bytearray": ARRAY_METHODS, "dict": DICT_METHODS, "list": LIST_METHODS, "set": SET_METHODS}

#: Built-ins that reach an attribute by a computed name, and whether they change it.
DYNAMIC_ATTRIBUTES: Final[dict[str, bool]] = {"getattr": READ, "hasattr": READ, "setattr": WRITE, "delattr": WRITE}

#: Built-in calls whose result is no container that another thread could know.
FRESH_CALLS: Final = frozenset(
    {"range", "list", "dict", "set", "sorted", "bytearray", "collections.deque", "deque", "defaultdict"}
    | {"collections.defaultdict", "Counter", "collections.Counter", "OrderedDict", "collections.OrderedDict"}
)

#: Built-in calls whose result is no container.
SCALAR_CALLS: Final = frozenset(
    {
        "abs",
        "bool",
        "callable",
        "float",
        "hash",
        "id",
        "int",
        "isinstance",
        "len",
        "object",
        "ord",
        "repr",
        "round",
        "str",
    }
)

#: Modules whose classes and functions give no containers: their locks and queues are visible by themselves.
SCALAR_MODULES: Final = frozenset({"threading", "_thread", "queue", "time", "concurrent.futures"})

#: In-place operators that change a container itself.
GROWING: Final = frozenset({"Add", "BitAnd", "BitOr", "BitXor", "Mult", "Sub"})

#: In-place operators by the class name of their AST node: the function of `operator` that does the same.
INPLACE: Final[dict[str, str]] = {
    "Add": "iadd",
    "Sub": "isub",
    "Mult": "imul",
    "MatMult": "imatmul",
    "Div": "itruediv",
    "FloorDiv": "ifloordiv",
    "Mod": "imod",
    "Pow": "ipow",
    "LShift": "ilshift",
    "RShift": "irshift",
    "BitAnd": "iand",
    "BitOr": "ior",
    "BitXor": "ixor",
}

#: The name by which a rewritten module knows its own namespace. It is no identifier, so it cannot collide; the
#: underscore keeps it out of `from module import *`, which would otherwise carry one module's into another.
NAMESPACE: Final = "_@g"


def mangled(name: str, class_name: str) -> str:
    """Return *name* as the compiler spells it inside the class *class_name* ("" outside of classes).

    Source: the language reference, "Identifiers (Names)", private name mangling.
    """
    if not class_name or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = class_name.lstrip("_")
    return f"_{stripped}{name}" if stripped else name
