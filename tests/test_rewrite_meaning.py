"""Rewritten code means what it meant: the same operations in the same order, the same values, the same errors.

Programs are made at random from the statements that share data. In each, calls of `v` say which part of an expression
is being evaluated and what all variables are at that moment, so that a store that is too early or too late shows.
"""

from __future__ import annotations

import textwrap
import traceback
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rewriting import Machine, execute, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]

FRAME = """
g, h = 1, [1, 2, 3]
class Box:
    shared = 7
    def __repr__(self): return "box"
    def __init__(self): self.a, self.b, self.__p, self.d = 1, [4, 5, 6], 2, {{0: 1, 1: 2}}
    def bump(self, n=1):
        self.__p += n
        return self.__p
box = Box()
def outer(p=3):
    global g, h
    x = 2
    l = [7, 8, 9]
    def v(value, number):
        state = (g, list(h), x, list(c), list(l), box.a, list(box.b), box._Box__p, dict(box.d), Box.shared)
        log.append((number, repr(value), repr(state)))
        return value
    c = [0, 0, 0]
    def inner():
        nonlocal x, c
        global g, h
{inner}
    def other():
        nonlocal x, c
        x, c = x + 1, [x, 1, 2]
{outer}
    inner()
    v(None, -1)
def reader(): return g, h
outer()
"""


T = TypeVar("T")


class Programs:
    """Draws the parts of a program; every call of `v` has a number of its own."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.count = 0

    def pick(self, *choices: str) -> str:
        """One of the *choices*."""
        found: str = self.draw(st.sampled_from(choices))
        return found

    def watched(self, text: str) -> str:
        """*text*, now and then inside a call of `v`."""
        if self.draw(st.booleans()):
            return text
        self.count += 1
        return f"v({text}, {self.count})"

    def name(self) -> str:
        """A variable that holds a number."""
        return self.pick("g", "x", "p")

    def several(self) -> str:
        """Something that holds a list."""
        return self.watched(self.pick("h", "c", "l", "box.b"))

    def place(self) -> str:
        """Something that may stand on the left of `=`, for a number."""
        owner = self.watched("box")
        return self.pick(
            "g",
            "x",
            f"{owner}.a",
            f"{self.several()}[{self.index()}]",
            f"{owner}.d[{self.index()}]",
            "Box.shared",
            f"{owner}.shared",
        )

    def index(self) -> str:
        """A key."""
        return self.watched(self.pick("0", "1", "-1", "p - 3"))

    def one_of(self, *forms: Callable[[], T]) -> T:
        """What one of the *forms* gives."""
        form: Callable[[], T] = self.draw(st.sampled_from(forms))
        return form()

    def value(self, depth: int = 2) -> str:
        """An expression for a number."""
        if depth == 0:
            return self.watched(self.pick("1", "2", "g", "x", "p", "box.a", "Box.shared"))
        below = depth - 1
        return self.watched(
            self.one_of(
                lambda: f"({self.value(below)} {self.pick('+', '-', '*', '//', '|')} {self.value(below)})",
                lambda: f"{self.several()}[{self.index()}]",
                lambda: f"len({self.several()})",
                lambda: f"({self.value(below)} if {self.test(below)} else {self.value(below)})",
                lambda: f"({self.pick('x', 'g', 'z')} := {self.value(below)})",
                lambda: f"sum([{self.value(below)} for y in {self.several()} if {self.test(0)}])",
                lambda: f"{self.watched('box')}.d.get({self.index()}, {self.value(below)})",
                lambda: f"(lambda q={self.value(below)}: q + {self.value(0)})()",
                lambda: f"max({self.several()}, key=lambda e: e)",
                lambda: f"sorted({self.several()}, reverse={self.test(0)})[0]",
                lambda: f"{self.watched('box')}.bump({self.value(below)})",
                lambda: f"int({self.test(below)})",
                lambda: f"{self.several()}.pop({self.value(0)})",
                lambda: f"len(f'{{{self.value(below)}}}{{{self.several()}!r}}')",
                lambda: f"getattr({self.watched('box')}, {self.pick(repr('a'), repr('shared'))})",
                lambda: f"next(y for y in {self.several()})",
            )
        )

    def test(self, depth: int) -> str:
        """A condition."""
        return self.pick(
            f"{self.value(depth)} in {self.several()}",
            f"0 < {self.value(depth)} < {self.value(depth)} != {self.value(0)}",
            f"not {self.several()}",
            f"{self.name()} and {self.several()} or {self.value(0)}",
            f"{self.several()} == [1]",
        )

    def simple_statement(self) -> str:
        """A statement of one line."""
        return self.one_of(
            lambda: f"{self.place()} = {self.value()}",
            lambda: f"{self.place()} {self.pick('+', '-', '*', '|', '//')}= {self.value()}",
            lambda: f"{self.place()} = {self.place()} = {self.value()}",
            lambda: f"{self.place()}, {self.place()} = {self.value(1)}, {self.value(1)}",
            lambda: f"{self.place()}, *{self.pick('h', 'c', 'box.b')} = {self.several()}",
            lambda: f"{self.several()}.{self.pick('append', 'remove')}({self.value()})",
            lambda: f"{self.several()}.extend({self.several()})",
            lambda: f"del {self.several()}[{self.index()}], {self.several()}[{self.index()}:]",
            lambda: f"{self.pick('h', 'c', 'box.b', self.several() + '[:]')} += [{self.value(1)}]",
            lambda: f"box.d |= {{{self.value(1)}: {self.value(1)}}}",
            lambda: f"print({self.value()}, *{self.several()}, **{{'end': '', 'file': out}})",
            lambda: f"assert {self.test(1)}, {self.value(1)}",
            lambda: f"{self.several()}[{self.index()}:{self.value(1)}] = {self.several()}",
            lambda: f"box.bump(n={self.value()})",
        )

    def statement(self, depth: int = 1) -> list[str]:
        """A statement, as lines."""
        if depth == 0 or self.draw(st.integers(0, 15)) < 11:
            return [self.simple_statement()]
        return self.one_of(
            lambda: [f"for {self.place()} in {self.several()}:", *self.block(depth), "    break"],
            lambda: [f"while {self.test(1)}:", *self.block(depth), "    break"],
            lambda: [f"if {self.test(1)}:", *self.block(depth), "else:", *self.block(depth)],
            lambda: ["try:", *self.block(depth), "except LookupError:", *self.block(1), "finally:", *self.block(0)],
            lambda: [
                f"match {self.several()}:",
                f"    case [{self.pick('g', 'x', 'z')}, *_] if {self.test(1)}:",
                *("    " + line for line in self.block(depth)),
                "    case _:",
                *("    " + line for line in self.block(depth)),
            ],
        )

    def block(self, depth: int) -> list[str]:
        """Indented statements."""
        lines = [line for _ in range(self.draw(st.integers(1, 2))) for line in self.statement(max(depth - 1, 0))]
        return ["    " + line for line in lines]


@st.composite
def programs(draw: Draw) -> str:
    """The text of a program."""
    parts = Programs(draw)
    inner = [line for _ in range(draw(st.integers(1, 4))) for line in parts.statement()]
    outer = [line for _ in range(draw(st.integers(0, 2))) for line in parts.statement()]
    return FRAME.format(
        inner=textwrap.indent("\n".join(inner), "        "), outer=textwrap.indent("\n".join(outer), "    ")
    )


class Sink:
    """Where programs print."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        """Keep what is printed."""
        self.text += text


def outcome(run: Callable[[dict[str, Any]], None]) -> tuple[list[Any], str, str]:
    """What a program logs, prints and raises; of an error, type, text and the lines in the program."""
    log: list[Any] = []
    out = Sink()
    try:
        run({"log": log, "out": out})
    except Exception as error:  # noqa: BLE001 a program may end in any error, but both must end in the same
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "learner.py"]
        return log, out.text, f"{type(error).__name__}: {error} at {lines}"
    return log, out.text, ""


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(programs())
def test_same_order_and_result(text: str) -> None:
    """Every part is evaluated when it was, every variable changes when it did, and the errors are the same."""
    plain = compile(text, "learner.py", "exec", dont_inherit=True)

    def run_plain(names: dict[str, Any]) -> None:
        exec(plain, {"__name__": "learner", **names})  # noqa: S102 executing is what is tested

    def run_rewritten(names: dict[str, Any]) -> None:
        execute(rewritten(text), Machine(), **names)

    assert outcome(run_rewritten) == outcome(run_plain)
