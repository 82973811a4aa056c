"""The attributes that can change are those stored by any module that the program may import."""

from __future__ import annotations

from plugins.simulation.rewrite_reach import reachable_stores

SOURCES = {
    "shop.main": b"from . import stock\nfrom .till import Till\nimport json\ndef f(x): x.a = 1",
    "shop.stock": b"def f(x):\n  import shop.late\n  x.b = 1",
    "shop.till": b"from shop import main\nclass Till:\n  def m(self): self.c = 1",
    "shop.late": b"def f(x): x.d = 1",
    "shop.never": b"def f(x): x.e = 1",
    "shop.broken": b"def f(x: x.f = 1",
}


def test_reachable() -> None:
    """Imports are followed, relative ones, circular ones and those inside functions too."""
    assert reachable_stores("shop.main", SOURCES.get) == {"a", "b", "c", "d"}
    assert reachable_stores("shop.late", SOURCES.get) == {"d"}


def test_a_module_that_does_not_compile() -> None:
    """It will say so when it is imported."""
    assert reachable_stores("shop.broken", SOURCES.get) == frozenset()
