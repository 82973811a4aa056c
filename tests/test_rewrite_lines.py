"""Line numbers stay true: tracebacks, tracing, coverage and `inspect` see the learner's lines and no others."""

from __future__ import annotations

import inspect
import linecache
import os
import sys
import textwrap
import traceback
from collections import defaultdict
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import pytest

from plugins.simulation.rewrite import compile_module
from tests.rewriting import Machine, execute, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

LIBRARY = Path(os.__file__).parent
MODULES = [
    "argparse",
    "ast",
    "calendar",
    "dataclasses",
    "enum",
    "os",
    "queue",
    "threading",
    "typing",
    "test/test_fstring",
]

Lines = dict[tuple[str, int], set[int]]


def lines_of(code: CodeType, found: Lines) -> Lines:
    """The lines of each function in *code*, by its name and first line."""
    found[code.co_qualname, code.co_firstlineno] |= {line for _, _, line in code.co_lines() if line}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            lines_of(constant, found)
    return found


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_same_lines(name: str) -> None:
    """Every function has exactly the lines that it has without rewriting."""
    path = LIBRARY / f"{name}.py"
    source = path.read_bytes()
    plain = lines_of(compile(source, str(path), "exec", dont_inherit=True), defaultdict(set))
    new = lines_of(compile_module(source, str(path), name).code, defaultdict(set))
    for key, lines in plain.items():
        assert new[key] == lines, key


RAISING = {
    "an operand": "global num\nnum = (\n    1 +\n    num + None)",
    "an item": "x = (items\n   [5]\n   )",
    "an item of what has no name": "x = same(items)[same(\n  5)]",
    "a method": "x = same(items).remove(\n    num + 8)",
    "a key": "x = 1, {}[\n   'k']",
    "an augmented assignment": "items[\n   0\n  ] += None",
    "a multi-line text": "x = f'''{num}\n{items}\n{\n1 / 0\n}'''",
    "a loop": "for x in items:\n    if x:\n        1 / 0",
    "an import": "import math as num, nothing.at.all",
    "a deletion": "del items[0], items[\n    7]",
    "a closure variable": "y = 1\ndef inner():\n    nonlocal y\n    y = y +\\\n        None\ninner()",
    "a built-in": "x = sorted(items,\n   key=lambda v: 1 / 0)",
}
TEXT = """
num, items = 1, [1, 2]
def same(x): return x
def rebind():
    global num
    num = 2
def f():
{}
"""


@pytest.mark.parametrize("what", RAISING)
def test_traceback(what: str) -> None:
    """A traceback is the same, line by line; only a proxy's own frame may stand in between."""
    text = TEXT.format(textwrap.indent(RAISING[what], "    "))
    linecache.cache["learner.py"] = (len(text), None, text.splitlines(keepends=True), "learner.py")
    plain: dict[str, Any] = {}
    exec(compile(text, "learner.py", "exec", dont_inherit=True), plain)  # noqa: S102 executing is what is tested
    new = execute(rewritten(text), Machine())
    assert raised_by(new["f"]) == raised_by(plain["f"])


def raised_by(function: Callable[[], object]) -> list[str]:
    """The learner's part of the traceback."""
    with pytest.raises((TypeError, IndexError, ZeroDivisionError, ImportError, KeyError, ValueError)) as caught:
        function()
    frames = [frame for frame in traceback.extract_tb(caught.tb) if frame.filename == "learner.py"]
    return [*(f"{frame.lineno} {frame.name} {frame.line}" for frame in frames), repr(caught.value)]


TRACED = '''
"""A module."""
num, items = 0, [1, 2, 3]
class Account:
    """An account."""
    def __init__(self):
        self.total = 0
    def add(self, n):
        """Add."""
        global num
        for _ in range(
            2
        ):
            self.total += n
        while num < 2:
            num += 1
        else:
            num = (
                num,
                n)[0]
        try:
            items[7] = 1
        except IndexError: num = 0
        finally:
            del items[0]
        return [
            x for x in items
            if x]
def outer():
    """Outer."""
    count = 0
    def inner():
        nonlocal count
        count += 1
        return f"""{count}
        {num}"""
    for count in items: inner()
    with open(__file__) as file, \\
         open(__file__):
        match items:
            case [1, *_]: pass
            case _:
                count = 3
    return inner()
def main():
    Account().add(1)
    outer()
'''


def test_trace() -> None:
    """A line tracer, such as a debugger or coverage, is told the same lines in the same order."""
    plain: dict[str, Any] = {"__file__": __file__}
    exec(compile(TRACED, "learner.py", "exec", dont_inherit=True), plain)  # noqa: S102 executing is what is tested
    new = execute(rewritten(TRACED), Machine(), __file__=__file__)
    assert collapsed(traced(new["main"])) == collapsed(traced(plain["main"]))


def traced(function: Callable[[], object]) -> list[tuple[str, int]]:
    """The lines that are executed, as a tracer sees them."""
    found: list[tuple[str, int]] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != "learner.py":
            return None
        if event == "line":
            found.append((frame.f_code.co_name, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return found


def collapsed(events: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The events without repetitions of one line: a loop's tick stands on the loop's own line."""
    return [event for event, previous in zip(events, [None, *events], strict=False) if event != previous]


def test_inspect() -> None:
    """`inspect.getsource`, docstrings and signatures are the learner's."""
    linecache.cache["learner.py"] = (len(TRACED), None, TRACED.splitlines(keepends=True), "learner.py")
    new = execute(rewritten(TRACED), Machine())
    assert inspect.getsource(new["outer"]).startswith("def outer():\n")
    assert inspect.getsource(new["outer"]).endswith("return inner()\n")
    assert (new["outer"].__doc__, new["Account"].add.__doc__, new["__doc__"]) == ("Outer.", "Add.", "A module.")
    assert str(inspect.signature(new["Account"].add)) == "(self, n)"
