"""Which variable a name means, and whether other threads can change it."""

from __future__ import annotations

import ast
import sys
import textwrap

import pytest

from plugins.simulation.rewrite_scopes import Scopes


def visible(text: str) -> set[str]:
    """The variables of *text* whose accesses are visible, as "function.name"."""
    scopes = Scopes(ast.parse(textwrap.dedent(text)))
    found = {variable for scope in scopes.of.values() for variable in scope.variables.values() if variable.visible}
    return {f"{variable.scope.name}.{variable.name}".lstrip(".") for variable in found}


CASES = {
    "bound once": ("x = 1\ndef f(): return x", set()),
    "stored by a function": ("x = 1\ndef f():\n  global x\n  x = 2", {"x"}),
    "stored by a function only": ("def f():\n  global x\n  x = 2", {"x"}),
    "stored by a method": ("x = 1\nclass C:\n  def m(self):\n    global x\n    x = 2", {"x"}),
    "bound twice and used by a function": ("x = 1\nx = 2\ndef f(): return x", {"x"}),
    "bound twice and used by nobody else": ("x = 1\nx = 2\ny = x", set()),
    "bound in a loop": ("for x in '': pass\ndef f(): return x", {"x"}),
    "bound in a while": ("while 0: x = 1\ndef f(): return x", {"x"}),
    "augmented": ("x = 1\nx += 1\ndef f(): return x", {"x"}),
    "deleted": ("x = 1\ndel x\ndef f(): return x", {"x"}),
    "imported or defined in two ways": ("try: import x\nexcept ImportError: x = None\ndef f(): return x", {"x"}),
    "defined twice": ("def x(): pass\ndef x(): pass\ndef f(): return x", set()),
    "shadowed": ("x = 1\nx = 2\ndef f(x): return x", set()),
    "a local": ("def f():\n  x = 1\n  x = 2\n  return x", set()),
    "captured and bound once": ("def f():\n  x = 1\n  def g(): return x", set()),
    "captured and bound twice": ("def f():\n  x = 1\n  def g(): return x\n  x = 2", {"f.x"}),
    "captured in a loop": ("def f():\n  for x in '': print(lambda: x)", {"f.x"}),
    "nonlocal": ("def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2", {"f.x"}),
    "nonlocal two levels up": (
        "def f():\n  x = 1\n  def g():\n    def h():\n      nonlocal x\n      x = 2",
        {"f.x"},
    ),
    "a parameter bound again": ("def f(x):\n  x = x or 1\n  return lambda: x", {"f.x"}),
    "used in a comprehension of the same function": ("def f():\n  x = 1\n  x = 2\n  return [x for _ in '']", set()),
    "used in a generator": ("def f():\n  x = 1\n  x = 2\n  return (x for _ in '')", {"f.x"}),
    "a walrus in a comprehension": ("def f():\n  [x := 1 for _ in '']\n  x = 2\n  return lambda: x", {"f.x"}),
    "a class body's own": ("class C:\n  x = 1\n  x = 2\n  def f(self): return x", set()),
    "a class body's global": ("class C:\n  global x\n  x = 1\n  x = 2\ndef f(): return x", {"x"}),
    "a mangled global": ("class C:\n  def f(self):\n    global __x\n    __x = 1\n  def g(self): return __x", {"_C__x"}),
    "reached by name": ("x = 1\ny = x\ndef f(): pass\nglobals()['x'] = 2", {"x", "y"}),
    "a method's __class__": (
        "def f():\n  class C:\n    nonlocal __class__\n    __class__ = 1\n  __class__ = 2",
        set(),
    ),
    "a match capture": ("match 1:\n  case x: pass\nx = 2\ndef f(): return x", {"x"}),
    "an exception's name": ("try: pass\nexcept OSError as x: pass\ndef f(): return x", {"x"}),
    "a star import": ("from os import *\ndef f(): return path", set()),
}


@pytest.mark.parametrize("what", CASES)
def test_visible(what: str) -> None:
    """A variable is visible if it is bound again and other code than its own may use it."""
    text, expected = CASES[what]
    assert visible(text) == expected


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters are new in 3.12")
def test_type_parameters() -> None:
    """Type parameters are names of their own, bound once; a class body below them is still seen."""
    text = """
        T = 1
        T = 2
        def f[T](x: T) -> T:
            return lambda: T
        class C[T]:
            def m(self): return T
        type Alias[T] = list[T]
        """
    assert visible(text) == set()


def test_imported() -> None:
    """A name that only an import binds is known for what it is."""
    scopes = Scopes(
        ast.parse("import heapq as h, os.path\nfrom bisect import insort\nfrom . import x\nimport h2\nh2 = 1")
    )
    found = {name: variable.imported for name, variable in scopes.module.variables.items()}
    assert found == {"h": "heapq", "os": "os", "insort": "bisect.insort", "x": "", "h2": "h2"}


def test_qualified_name() -> None:
    """A function is called by its name and those around it."""
    tree = ast.parse("class A:\n  def m(self):\n    def inner(): return [x for x in '']")
    names = {scope.qualified_name for scope in Scopes(tree).of.values()}
    assert names == {"<module>", "A", "A.m", "A.m.inner"}
