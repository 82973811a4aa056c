"""Names and values as a learner would say them: `condition` rather than `<Condition(...) 0x7f...>`."""

from __future__ import annotations

import re
from collections import deque
from types import BuiltinFunctionType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any, Final

from plugins.simulation.language import _

#: Characters of a value that are shown.
LONGEST: Final = 40
#: The method of the simulated socket that says what it is; its class is the one above `object`.
TOLD: Final = "_told"
#: Members of a container that are spelled out; a longer one is counted.
_MEMBERS: Final = 8
#: Private parts of the library's objects at the end of a name.
_INSIDE_OF_LIBRARY: Final = re.compile(r"(\._lock|\._cond|\._block|\.mutex)+$")
_SEQUENCES: Final = (list, tuple, set, frozenset, deque)
_SIMPLE: Final = (float, bool, type(None), complex)
#: What has a name of its own that no code of the program's answers for.
_NAMED: Final = (FunctionType, BuiltinFunctionType, MethodType, type, ModuleType)
#: An int of so many bits fits into a cell; one of many thousands cannot even be spelled out.
_BITS: Final = 128


def name_in_frame(thing: Any, frame: FrameType) -> str:
    """Return how the code in *frame* can call *thing*, or a description by type ("a Condition").

    The lock inside a Condition is called as the Condition: that is what the learner wrote.
    """
    return "" if thing is None else _INSIDE_OF_LIBRARY.sub("", _name_in_frame(thing, frame))


def _name_in_frame(thing: Any, frame: FrameType) -> str:
    for name, value in list(frame.f_locals.items()):
        if value is thing and name != "self" and not name.startswith("@"):
            return name
    own = frame.f_locals.get("self")
    found = _attribute_of(own, thing)
    if found:
        return f"self.{found}"
    for name, value in list(frame.f_globals.items()):
        if value is thing and not name.startswith(("@", "__")):
            return name
    for space in (frame.f_locals, frame.f_globals):
        for name, value in list(space.items()):
            if name.startswith(("@", "__")) or issubclass(type(value), (ModuleType, type)):
                continue
            inside = _inside(value, thing)
            if inside:
                return name + inside
    if own is not None:
        for name, value in list(_attributes(own).items()):
            inside = _inside(value, thing)
            if inside:
                return f"self.{name}{inside}"
    if own is thing:
        return "self"
    return describe(thing)


def describe(thing: Any) -> str:
    """Return what kind of thing *thing* is, with its article."""
    try:
        name = str(type(thing).__name__)
    except Exception:  # noqa: BLE001 a metaclass may answer with anything
        return _("an object")
    told = vars(type(thing).__mro__[-2]).get(TOLD) if name == "socket" else None
    if told is not None:
        return str(told(thing))
    if name == "_RLock":
        name = "RLock"
    if name == "lock":
        return _("a Lock")
    if name[:1] in "AEIOUaeiou" or name == "RLock":
        return _("an {type}", type=name)
    return _("a {type}", type=name)


def _inside(value: Any, thing: Any) -> str:
    """Return how *thing* is reached from *value*: ".attribute" or "[index]", or ""."""
    kind = type(value)
    if kind in (list, tuple):
        for index, item in enumerate(value[:64]):
            if item is thing:
                return f"[{index}]"
            found = _attribute_of(item, thing)
            if found:
                return f"[{index}].{found}"
        return ""
    if kind is dict:
        for key, item in list(value.items())[:64]:
            if item is thing:
                return f"[{short_value(key)}]"
            found = _attribute_of(item, thing)
            if found:
                return f"[{short_value(key)}].{found}"
        return ""
    found = _attribute_of(value, thing)
    return f".{found}" if found else ""


def _attributes(owner: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(owner, "__dict__")
    except (AttributeError, TypeError):
        return {}
    return found if type(found) is dict else {}


def _attribute_of(owner: Any, thing: Any) -> str:
    # Not isinstance, which may ask the object itself, and so run code of the program's.
    if owner is None or issubclass(type(owner), (ModuleType, type)):
        return ""
    for name, value in list(_attributes(owner).items()):
        if value is thing:
            return name
    return ""


def short_value(value: Any) -> str:
    """Return *value* as a short text; only values whose text is made by the interpreter itself are spelled out."""
    kind = type(value)
    if _is_plain(value):
        text = repr(value)
    elif kind in (str, bytes):
        text = repr(value[:LONGEST]) + "..."
    elif kind is int:
        text = _("an int of {count:,} bits", count=value.bit_length())
    elif kind in _SEQUENCES and len(value) <= _MEMBERS and all(map(_is_plain, value)):
        text = repr(value)
    elif (
        kind is dict
        and len(value) <= _MEMBERS
        and all(_is_plain(key) and _is_plain(item) for key, item in value.items())
    ):
        text = repr(value)
    elif kind in _SEQUENCES or kind is dict:
        text = _("a {type} of {count}", type=kind.__name__, count=len(value))
    elif kind in _NAMED:
        text = str(value.__name__)
    else:
        text = describe(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _is_plain(value: Any) -> bool:
    """Return whether the interpreter itself spells *value* out, and shortly."""
    kind = type(value)
    if kind in (str, bytes):
        return len(value) <= LONGEST
    if kind is int:
        return int(value).bit_length() <= _BITS
    return kind in _SIMPLE
