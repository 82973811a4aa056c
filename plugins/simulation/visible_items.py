"""Hooks for `x[key]`.

A key names a variable of its own where items are independent (dict, list); else the container as a whole is meant. The
machine hashes keys, so it is only told keys whose hash is C code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plugins.simulation.rewrite_site import Site
    from plugins.simulation.visible_attributes import Access
    from plugins.simulation.visible_kinds import Kind, Kinds

#: Keys that hash and compare by C code alone.
_PLAIN_KEYS: Final = frozenset({int, str, bytes, bool, float, complex, type(None)})


class Identity:
    """Stands for a key whose `__hash__` or `__eq__` is Python code: the machine must not run the learner's code.

    :ivar key: the key itself.
    """

    __slots__ = ("key",)

    def __init__(self, key: object) -> None:
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.key is self.key

    def __hash__(self) -> int:
        return id(self.key)

    def __repr__(self) -> str:
        return f"<{type(self.key).__name__}>"


def key_of(kind: Kind, owner: Any, key: Any) -> object:  # noqa: ANN401 - a container of any kind
    """Return what the machine is told as the key: something safe to hash, None for the whole container."""
    if not kind.keyed:
        return None
    cls = type(key)
    if cls is int:
        return key + len(owner) if key < 0 and kind.sequence else key
    if cls in _PLAIN_KEYS:
        return key
    if cls is slice:
        return None
    if cls is tuple and all(type(part) in _PLAIN_KEYS for part in key):
        return key
    return Identity(key)


def item_hooks(access: Access, kinds: Kinds) -> dict[str, Any]:
    """Return the hooks for items.

    :param access: the machine's.
    :param kinds: kept between calls, emptied by the owner.
    """

    def reads(obj: Any, key: Any, site: Site) -> None:  # noqa: ANN401 - any object at all
        kind = kinds[type(obj)]
        if kind is not None and kind.gets:
            write = kind.inserts and type(key) in _PLAIN_KEYS and key not in obj
            access(write, obj, key_of(kind, obj, key), site)

    def writes(obj: Any, key: Any, site: Site) -> None:  # noqa: ANN401 - any object at all
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

        def __init__(self, obj: Any, read_site: Site, write_site: Site) -> None:  # noqa: ANN401 - any object at all
            self._obj = obj
            self._reads = read_site
            self._writes = write_site

        def __getitem__(self, key: object) -> Any:  # noqa: ANN401 - whatever the item is
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
