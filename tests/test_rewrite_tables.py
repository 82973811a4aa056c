"""The tables know every method of the built-in containers, on each Python that the project runs on."""

from __future__ import annotations

import collections
import operator

import pytest

from plugins.simulation import rewrite_tables as tables

#: What neither reads nor changes the container, or makes a view.
_NO_ACCESS = tables.VIEW_METHODS | {"fromkeys"}

CLASSES: dict[type, dict[str, bool]] = {
    list: tables.LIST_METHODS,
    dict: tables.DICT_METHODS,
    set: tables.SET_METHODS,
    collections.deque: tables.DEQUE_METHODS,
    collections.defaultdict: tables.DICT_METHODS,
    collections.OrderedDict: tables.DICT_METHODS,
    collections.Counter: tables.DICT_METHODS,
}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_all_methods(cls: type) -> None:
    """A method that is missing would not be seen."""
    methods = {name for name in dir(cls) if not name.startswith("_") and callable(getattr(cls, name))}
    assert methods - set(CLASSES[cls]) - _NO_ACCESS == set()


def test_inplace_operators() -> None:
    """Each in-place operator has its function."""
    assert all(callable(getattr(operator, name)) for name in tables.INPLACE.values())


@pytest.mark.parametrize(
    ("name", "class_name", "expected"),
    [
        ("__x", "C", "_C__x"),
        ("__x", "_C", "_C__x"),
        ("__x", "", "__x"),
        ("__x", "__", "__x"),
        ("__x__", "C", "__x__"),
        ("_x", "C", "_x"),
        ("__a.b", "C", "__a.b"),
    ],
)
def test_mangled(name: str, class_name: str, expected: str) -> None:
    """Private names are spelled as the compiler spells them."""
    assert tables.mangled(name, class_name) == expected
