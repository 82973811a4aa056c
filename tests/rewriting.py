"""What the tests of the rewriter share: a machine that takes notes, and a way to run a text plain and rewritten."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from plugins.simulation import visible
from plugins.simulation.rewrite import Rewritten, compile_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.rewrite_site import Site

#: Things that threads share, of every kind.
SETUP = """
import heapq, threading
from bisect import insort
num, flag, other = 1, False, 2
def rebind():
    global num, flag, other
    num, flag, other = 2, True, 3
items, table, unique = [3, 1, 2], {"k": 1}, {1, 2}
class Account:
    kind = "plain"
    def __init__(self):
        self.total, self.__pin, self.slots, self.lock = 0, 1, [1, 2, 3], threading.Lock()
    def change(self): self.total = self.__pin = self.slots = self.kind = None
account = Account()
Account.kind = "other"
def same(value): return value
"""


class Note:
    """One access that the machine was told of."""

    def __init__(self, write: bool, owner: object, key: object, site: Site) -> None:
        self.write = write
        self.owner = owner
        self.key = key
        self.site = site

    def __str__(self) -> str:
        return f"{'writes' if self.write else 'reads'} {self.site.name}"


class Machine:
    """Notes every access; *meddle*, if there is one, does then what another thread might do."""

    def __init__(self, meddle: Callable[[Note], None] | None = None) -> None:
        self.notes: list[Note] = []
        self.ticks: list[int] = []
        self._meddle = meddle

    def access(self, write: bool, owner: object, key: object, site: Site) -> None:
        """Note an access."""
        note = Note(write, owner, key, site)
        self.notes.append(note)
        if self._meddle is not None:
            self._meddle(note)

    def tick(self, site: Site) -> None:
        """Note the line of a loop's turn."""
        self.ticks.append(site.line)

    @property
    def told(self) -> list[str]:
        """The accesses, as text."""
        return [str(note) for note in self.notes]


def rewritten(text: str) -> Rewritten:
    """Rewrite an indented text."""
    return compile_module(textwrap.dedent(text).encode(), "learner.py", "learner")


def execute(code: Rewritten, machine: Machine, **names: Any) -> dict[str, Any]:
    """Execute rewritten code as a module that knows *names* already, and return its namespace."""
    namespace: dict[str, Any] = {"__name__": "learner", **names}
    exec(visible.install(namespace, code, machine), namespace)  # noqa: S102 executing is what is tested
    return namespace


def run(text: str, meddle: Callable[[Note], None] | None = None, **names: Any) -> tuple[dict[str, Any], Machine]:
    """Rewrite and execute a text; return its namespace and the machine."""
    machine = Machine(meddle)
    return execute(rewritten(text), machine, **names), machine


def told(text: str, function: str = "f") -> list[str]:
    """Define *text*, call its *function*, and return the accesses that the call made."""
    namespace, machine = run(text)
    machine.notes.clear()
    namespace[function]()
    return machine.told
