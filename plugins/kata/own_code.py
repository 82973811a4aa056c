"""An engineer's own tests: `@pytest.mark.explore(rewrite=["package"])` on a test that is no spec of a kata.

The packages that are named are rewritten, and imported anew for each schedule; everything else is left as it is. The
test module has imported them long before, untouched. So while its test runs, the names in it that mean something of
those packages mean the rewritten ones. Rejected: an import hook at collection, which would rewrite them for every test.
"""

from __future__ import annotations

import contextlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.exercise import Exercise
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plugins.simulation.world import World

EXPLORE: Final = "explore"
REWRITE: Final = "rewrite"
#: The option of the ini file with the same meaning, for all tests.
REWRITE_INI: Final = "explore_rewrite"


def own_exercise(item: pytest.Item) -> Exercise | None:
    """Return what stands for the exercise of an own test; None if *item* is not to be explored.

    :raises pytest.UsageError: if no packages are named.
    """
    marks = list(item.iter_markers(EXPLORE))
    if not marks or not isinstance(item, pytest.Function):
        return None
    named = next((mark.kwargs[REWRITE] for mark in marks if REWRITE in mark.kwargs), None)
    names = item.config.getini(REWRITE_INI) if named is None else [named] if isinstance(named, str) else named
    if not names:
        raise pytest.UsageError(
            _(
                "@pytest.mark.{explore} of {nodeid} names nothing to rewrite: say {rewrite}=['your_package'], or set "
                "{ini} in the ini file",
                explore=EXPLORE,
                nodeid=item.nodeid,
                rewrite=REWRITE,
                ini=REWRITE_INI,
            )
        )
    for name in names:
        if not isinstance(name, str) or not all(part.isidentifier() for part in name.split(".")):
            raise pytest.UsageError(
                _(
                    "@pytest.mark.{explore} of {nodeid} is to rewrite {name!r}: give the names of modules or packages",
                    explore=EXPLORE,
                    nodeid=item.nodeid,
                    name=name,
                )
            )
    folder = item.config.rootpath
    module = item.module.__name__
    return Exercise("", item.path.stem, module, item.path, folder / "catalogue.toml", rewrite=tuple(names))


class Fresh:
    """Lets a test module mean the rewritten packages.

    :param names: the modules and packages, by name.
    """

    def __init__(self, item: pytest.Function, world: World, names: tuple[str, ...]) -> None:
        self._space: dict[str, Any] = vars(item.module)
        self._world = world
        self._names = names
        self._before = {name: value for name, value in self._space.items() if self._owner(value)}

    def _is_named(self, module: str) -> bool:
        return any(module == name or module.startswith(name + ".") for name in self._names)

    def _owner(self, value: object) -> str:
        """Return the named module that *value* is, or belongs to; "" for what is none of theirs."""
        if isinstance(value, ModuleType):
            owner: object = value.__name__
        elif isinstance(value, type) or callable(value):
            owner = getattr(value, "__module__", None)
        else:
            return ""
        return owner if isinstance(owner, str) and self._is_named(owner) else ""

    @contextlib.contextmanager
    def instead(self) -> Iterator[None]:
        """Take the packages, as they were imported before, away for the time of the block."""
        away = {name: module for name, module in sys.modules.items() if self._is_named(name)}
        for name in away:
            del sys.modules[name]
        try:
            yield
        finally:
            self._world.forget_modules()
            sys.modules.update(away)
            for name, module in away.items():
                parent, _dot, child = name.rpartition(".")
                if parent in sys.modules:
                    setattr(sys.modules[parent], child, module)
            self._space.update(self._before)

    def begin(self) -> None:
        """Import the packages anew, and put them into the test module."""
        for name in self._names:
            self._world.import_module(name)
        for name, value in self._before.items():
            module = self._world.import_module(self._owner(value))
            self._space[name] = module if isinstance(value, ModuleType) else _same(module, value)


def _same(module: ModuleType, value: object) -> object:
    """Return what in *module* is called as *value*, a function or class of its older copy; *value* if there is none."""
    found: Any = module
    for part in getattr(value, "__qualname__", "<nowhere>").split("."):
        found = getattr(found, part, None)
    return value if found is None else found
