"""Which stores of attributes count: those that another thread may see."""

from __future__ import annotations

import ast
import textwrap

import pytest

from plugins.simulation.rewrite_attributes import AttributeStores

CONSTRUCTORS = {
    "plain stores": ("self.a, self.b = 1, []\nself.c: int = 2", set()),
    "values that know nothing of the object": ("self.a = threading.Lock()\nself.b = [i for i in range(3)]", set()),
    "what was stored before": ("self.a = 1\nself.b = self.a + 1", set()),
    "the base class": ("super().__init__()\nself.a = 1", set()),
    "a thread that is not started yet": ("self.a = Thread(target=self.run)\nself.b = 1", set()),
    "a thread that is started": ("self.a = Thread(target=self.run)\nself.a.start()\nself.b = 1", {"b"}),
    "a thread started at once": ("Thread(target=self.run).start()\nself.b = 1", {"b"}),
    "handed to a function": ("register(self)\nself.b = 1", {"b"}),
    "put where others find it": ("registry['x'] = self\nself.b = 1", {"b"}),
    "the object's own method": ("self.a = 1\nself.reset()\nself.b = 1", {"b"}),
    "another object": ("self.a = 1\nother.b = 1", {"b"}),
    "in a condition": ("if big:\n    self.a = 1\nelse:\n    self.a = 2", set()),
}


@pytest.mark.parametrize("what", CONSTRUCTORS)
def test_constructor(what: str) -> None:
    """A store in a constructor counts once the object has been handed out and something is called."""
    body, expected = CONSTRUCTORS[what]
    text = "class C:\n    def __init__(self):\n" + textwrap.indent(body, "        ")
    assert AttributeStores(ast.parse(text)).names == expected


def test_other_methods() -> None:
    """Everywhere else every store counts, mangled as the compiler does."""
    method = "class C:\n    def m(self):\n        self.__a = self.b = 1\n        for self.c in '': del self.d\n"
    text = method + "def f(x): x.__e = 1"
    assert AttributeStores(ast.parse(text)).names == {"_C__a", "b", "c", "d", "__e"}


def test_setattr() -> None:
    """A constant name is known; a computed one may be any."""
    assert AttributeStores(ast.parse("setattr(x, 'a', 1); delattr(x, 'b')")).names == {"a", "b"}
    assert AttributeStores(ast.parse("setattr(x, name, 1)")).names == {"*"}
