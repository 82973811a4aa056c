"""How far one spec is, measured in the process that runs it, and told now and then.

What is told is a plain value, since it travels: what is counted, how many so far, how many at most (0: nobody knows).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable

#: What is over sooner needs no line, in seconds.
LONG: Final = 2.0
#: Seconds between two tellings.
OFTEN: Final = 0.25

#: What is counted.
TRIED: Final = "tried"
PROVED: Final = "proved"
ROUNDS: Final = "rounds"


class Told(TypedDict):
    """How far a spec is.

    :ivar what: one of `TRIED`, `PROVED`, `ROUNDS`; "" if it is over.
    """

    what: str
    done: int
    most: int


OVER: Final = Told(what="", done=0, most=0)


def clock() -> float:
    """Return the seconds that a meter goes by; a test has its own."""
    return time.perf_counter()


class Meter:
    """Tells how far one piece of work is, if it takes long.

    :param tell: what is called then.
    :param what: what is counted.
    :param most: how many at most.
    """

    def __init__(self, tell: Callable[[Told], object], what: str, most: int) -> None:
        self._tell = tell
        self._what = what
        self._most = most
        self._due = clock() + LONG
        self._told = False

    def __call__(self, done: int) -> None:
        """Note that so many are done."""
        now = clock()
        if now >= self._due:
            self._due = now + OFTEN
            self._told = True
            self._tell(Told(what=self._what, done=done, most=self._most))

    def end(self) -> None:
        """Say that it is over, if anything was said."""
        if self._told:
            self._told = False
            self._tell(OVER)
