"""The programs that all tools explore: the same source for each.

A program is a module with

- `make()`, which makes the shared state afresh and returns the workers, a thread for each, and a function that says
  whether the result is right;
- `main()`, which starts and joins the threads itself and asserts that the result is right.

`plugins.simulation` and `interleave_test` run `main`; `frontrun` starts the threads itself and is given what `make`
returns. Each is also a script: `python -m plugins.simulation --schedules 1000 benchmarks/programs/lost_update.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

#: What `make` returns: functions without parameters, and whether all is well when they have ended.
Made = tuple[tuple[Callable[[], None], ...], Callable[[], bool]]


@dataclass(frozen=True)
class Program:
    """One program.

    :ivar name: the module's name in this package.
    :ivar says: what it is, in the tables.
    :ivar verdict: what the simulated machine must say of it.
    """

    name: str
    says: str
    verdict: str

    @property
    def is_right(self) -> bool:
        """Whether there is nothing to find."""
        return self.verdict == "ok"


BROKEN: Final = (
    Program("lost_update", "lost update, one round", "lost-update"),
    Program("lost_update_ten", "lost update, ten rounds", "lost-update"),
    Program("opposite_order", "two locks in opposite order", "deadlock"),
    Program("waits_after_the_last", "alternation that hangs at its end", "deadlock"),
    Program("notify_too_early", "alternation whose wake-up is lost", "deadlock"),
    Program("buffer_with_if", "bounded buffer with `if`", "exception"),
)

RIGHT: Final = (
    Program("locked_update", "locked update, one round", "ok"),
    Program("locked_update_ten", "locked update, ten rounds", "ok"),
    Program("same_order", "two locks in the same order", "ok"),
    Program("alternation", "alternation that knows its turn", "ok"),
    Program("buffer_with_while", "bounded buffer with `while`", "ok"),
)

PROGRAMS: Final = {program.name: program for program in BROKEN + RIGHT}
