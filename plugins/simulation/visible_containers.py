"""Hooks for what looks at a container as a whole: methods, built-in functions, `in`, truth tests, loops."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from plugins.simulation.rewrite_tables import KEYED_METHODS
from plugins.simulation.visible_items import key_of
from plugins.simulation.visible_kinds import ENDLESS, ITERATORS, Kind, Kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.simulation.rewrite_site import Site
    from plugins.simulation.visible_attributes import Access


def shown(view: object, kinds: Kinds) -> object | None:
    """Return the container that a view or an iterator of C code goes through, None if there is no one container."""
    found = [referent for referent in gc.get_referents(view) if kinds[type(referent)] is not None]
    return found[0] if len(found) == 1 else None


def container_hooks(access: Access, tick: Callable[[Site], object], kinds: Kinds) -> dict[str, Any]:
    """Return the hooks for containers as a whole.

    :param access: the machine's.
    :param tick: the machine's.
    :param kinds: kept between calls, emptied by the owner.
    """

    def look(obj: object, kind: Kind, site: Site) -> None:
        owner = shown(obj, kinds) if kind.view else obj
        if owner is not None:
            access(False, owner, None, site)

    def see(obj: object, site: Site) -> object:
        """The container, if it is one, is read: return it."""
        kind = kinds[type(obj)]
        if kind is not None:
            look(obj, kind, site)
        return obj

    def see_first(site: Site, *args: object) -> tuple[object, ...]:
        """The first argument is read: return all."""
        see(args[0], site)
        return args

    def see_then(obj: object, value: object, site: Site) -> object:
        """The container is read, now that the last argument has its *value*: return that."""
        see(obj, site)
        return value

    def change(obj: object, site: Site) -> object:
        """The container or the iterator, if it is one, is changed: return it."""
        kind = kinds[type(obj)]
        if kind is not None and kind.view:
            look(obj, kind, site)
        if type(obj) in ITERATORS or (kind is not None and not kind.view):
            access(True, obj, None, site)
        return obj

    def change_then(obj: object, value: object, site: Site) -> object:
        """The container is changed, now that the last argument has its *value*: return that."""
        change(obj, site)
        return value

    def grow(obj: object, value: object, site: Site) -> tuple[object, object]:
        """`x += value` changes x itself, if it is a container: return both."""
        if kinds[type(obj)] is not None:
            access(True, obj, None, site)
        return obj, value

    def change_first(site: Site, *args: object) -> tuple[object, ...]:
        """The first argument is changed: return all."""
        change(args[0], site)
        return args

    def has(obj: Any, key: object, site: Site) -> object:
        """`key in x`: return x."""
        kind = kinds[type(obj)]
        if kind is not None and kind.contains:
            if kind.view or kind.sequence or key is None:
                look(obj, kind, site)
            else:
                access(False, obj, key_of(kind, obj, key), site)
        return obj

    def called(obj: Any, name: str, key: object, site: Site) -> None:
        kind = kinds[type(obj)]
        if kind is None:
            if type(obj) is not super:
                return
            obj = obj.__self__  # type: ignore[attr-defined] # typeshed does not know it
            kind = kinds.of_base(type(obj))
            if kind is None:
                return
        write = kind.methods.get(name)
        if write is not None:
            keyed = key is not None and name in KEYED_METHODS and (not kind.sequence or name.startswith("__"))
            access(write, obj, key_of(kind, obj, key) if keyed else None, site)

    def method(obj: object, key: object, site: Site) -> object:
        """`x.method(...)` is called now: return x."""
        called(obj, site.key, key, site)
        return obj

    def last(obj: object, value: object, key: object, site: Site) -> object:
        """`x.method(..., value)` is called now: return the value."""
        called(obj, site.key, key, site)
        return value

    def last_key(obj: object, value: object, site: Site) -> object:
        """`x.method(value)` is called now, and the value is the key: return it."""
        called(obj, site.key, value, site)
        return value

    def prepared(bound: Any, site: Site, *args: object) -> tuple[object, ...]:
        """`bound(*args)` is called now: return all."""
        name = site.key
        called(getattr(bound, "__self__", None), name, args[0] if args else None, site)
        return (bound, *args)

    def watched(owner: object, iterator: Iterator[object], site: Site) -> Iterator[object]:
        """Go through *iterator*; each step reads *owner*."""
        step = iterator.__next__
        while True:
            access(False, owner, None, site)
            try:
                value = step()
            except StopIteration:
                return
            yield value

    def ticking(iterator: Iterator[object], site: Site) -> Iterator[object]:
        """Go through an iterator that may never end."""
        for value in iterator:
            tick(site)
            yield value

    def each(obj: Any, site: Site) -> Any:
        """A loop goes through *obj*: return what it shall go through."""
        kind = kinds[type(obj)]
        if kind is None or not kind.iterates:
            return obj
        if not kind.view:
            return watched(obj, iter(obj), site)
        owner = shown(obj, kinds)
        return obj if owner is None else watched(owner, iter(obj), site)

    def each_turn(obj: Any, site: Site) -> Any:
        """As `each`, where there is no loop body that could tick."""
        return ticking(obj, site) if isinstance(obj, ENDLESS) else each(obj, site)

    return {
        "see": see,
        "see_first": see_first,
        "see_then": see_then,
        "change": change,
        "change_first": change_first,
        "change_then": change_then,
        "grow": grow,
        "has": has,
        "method": method,
        "last": last,
        "last_key": last_key,
        "prepared": prepared,
        "each": each,
        "each_turn": each_turn,
    }
