"""What variables and attributes hold, as far as the text tells."""

from __future__ import annotations

import ast
import textwrap

import pytest

from plugins.simulation.rewrite_scopes import Scopes
from plugins.simulation.rewrite_values import Values

PRIVATE = {
    "filled and gone through": "made = []\nfor i in 'ab': made.append(i)\nfor x in made: x.start()",
    "from a comprehension": "made = [Thread() for _ in 'ab']\nfor x in made: x.join()",
    "a dictionary": "made = {}\nmade['a'] = 1\nfor k, v in made.items(): print(k)",
    "looked at": "made = set()\nif made and 1 in made: print(len(made), sorted(made), f'{made}')",
    "returned": "made = [0] * 3\nreturn made",
    "spread": "made = dict()\nprint(*made, *sorted(made.values()))",
}
SHARED = {
    "handed to a call": "made = []\nThread(args=(made,)).start()",
    "stored": "made = []\nself.made = made",
    "known by two names": "made = []\nother = made",
    "captured": "made = []\ndef inner(): made.append(1)",
    "captured by a generator": "made = []\nreturn (x for x in made)",
    "yielded": "made = []\nyield made",
    "a view that lives on": "made = {}\nview = made.values()",
    "an iterator that lives on": "made = []\nstep = iter(made)",
    "not made here": "made = given\nmade.append(1)",
    "bound to something else too": "made = []\nmade = given",
    "a loop's variable": "for made in given: made.append(1)",
    "a method that is handed out": "made = []\nThread(target=made.append).start()",
}


def values(body: str) -> tuple[Values, ast.Module, Scopes]:
    """What is known about a function with that *body*."""
    tree = ast.parse("def f(given, self):\n" + textwrap.indent(body, "    "))
    scopes = Scopes(tree)
    return Values(tree, scopes), tree, scopes


def uses(tree: ast.Module) -> set[ast.AST]:
    """All places that read `made`."""
    return {
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "made" and isinstance(node.ctx, ast.Load)
    }


@pytest.mark.parametrize("what", PRIVATE)
def test_private(what: str) -> None:
    """A container that only this activation knows is private wherever it is used."""
    found, tree, _ = values(PRIVATE[what])
    assert uses(tree) <= found.private


@pytest.mark.parametrize("what", SHARED)
def test_shared(what: str) -> None:
    """A container that gets out may be shared, wherever it is used."""
    found, tree, _ = values(SHARED[what])
    assert not uses(tree) & found.private


def test_kinds() -> None:
    """A variable or an attribute that is always, or never, bound to a container is known as such."""
    found, tree, scopes = values(
        """
        self.lock, self.items = threading.Lock(), []
        self.items = list()
        self.items += [1]
        flag = False
        flag = not flag
        """.replace("\n        ", "\n")
    )
    function = scopes.of[tree.body[0]]

    def expression(text: str) -> ast.expr:
        return ast.parse(text, mode="eval").body

    assert found.always_container(expression("self.items"), function)
    assert not found.never_container(expression("self.items"), function)
    assert not found.never_container(expression("self.lock"), function)
    assert found.never_container(expression("flag"), function)
    assert not found.always_container(expression("self.unknown"), function)
    assert not found.never_container(expression("self.unknown"), function)
