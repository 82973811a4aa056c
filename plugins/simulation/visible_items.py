"""Hooks for `x[key]`.

A key names a variable of its own where items are independent (dict, list); else the container as a whole is meant. A
key may be any object of the learner's: the machine must not hash or compare it, which would run the learner's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plugins.simulation.rewrite_site import Site
    from plugins.simulation.visible_attributes import Access
    from plugins.simulation.visible_kinds import Kind, Kinds

#: Keys that hash and compare by C code alone.
_PLAIN_KEYS: Final = frozenset({int, str, bytes, bool, float, complex, type(None)})


def key_of(kind: Kind, owner: Any, key: Any) -> object:
    """Return what the machine is told as the key: None for the whole container, a position counted from the start."""
    if not kind.keyed or type(key) is slice:
        return None
    if kind.sequence and type(key) is int and key < 0:
        return key + len(owner)
    found: object = key
    return found


def item_hooks(access: Access, kinds: Kinds) -> dict[str, Any]:
    """Return the hooks for items.

    :param access: the machine's.
    :param kinds: kept between calls, emptied by the owner.
    """

    def reads(obj: Any, key: Any, site: Site) -> None:
        kind = kinds[type(obj)]
        if kind is not None and kind.gets:
            write = kind.inserts and type(key) in _PLAIN_KEYS and key not in obj
            access(write, obj, key_of(kind, obj, key), site)

    def writes(obj: Any, key: Any, site: Site) -> None:
        kind = kinds[type(obj)]
        if kind is not None and kind.sets:
            access(True, obj, key_of(kind, obj, key), site)

    def reads_owner(obj: object, key: object, site: Site) -> object:
        """`x[key]` is read: return x."""
        reads(obj, key, site)
        return obj

    def reads_key(obj: object, key: object, site: Site) -> object:
        """`x[key]` is read: return the key."""
        reads(obj, key, site)
        return key

    def writes_owner(obj: object, key: object, site: Site) -> object:
        """`x[key]` is written or deleted: return x."""
        writes(obj, key, site)
        return obj

    def writes_key(obj: object, key: object, site: Site) -> object:
        """`x[key]` is written or deleted: return the key."""
        writes(obj, key, site)
        return key

    class Slot:
        """`x[key]` where neither x nor the key can be named twice."""

        __slots__ = ("_obj", "_reads", "_writes")

        def __init__(self, obj: Any, read_site: Site, write_site: Site) -> None:
            self._obj = obj
            self._reads = read_site
            self._writes = write_site

        def __getitem__(self, key: object) -> Any:
            reads(self._obj, key, self._reads)
            return self._obj[key]

        def __setitem__(self, key: object, value: object) -> None:
            writes(self._obj, key, self._writes)
            self._obj[key] = value

        def __delitem__(self, key: object) -> None:
            writes(self._obj, key, self._writes)
            del self._obj[key]

    return {
        "reads_owner": reads_owner,
        "reads_key": reads_key,
        "writes_owner": writes_owner,
        "writes_key": writes_key,
        "slot": Slot,
    }
