"""What specs of processes do about time: there the clock is a real one, and a second costs a second.

A right solution waits for nothing but what it needs, so specs prove with meetings what they can. Two things are left
that only time shows: that somebody who should wait does wait, and that somebody who should not does not.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds for which `linger` gives the others the opportunity to go wrong. Every right solution spends them.
A_WHILE: Final = 0.2

#: Seconds after which a call that should have returned long ago is taken for one that waits in vain. Only wrong
#: solutions spend them, so there may be many: on a busy machine a right one must not be taken for wrong.
PATIENCE: Final = 5.0


def linger() -> None:
    """Take a while: who does not wait for this process is then ahead of it."""
    time.sleep(A_WHILE)


def returns_at_once(function: Callable[..., object], *args: Any, instead_of: str) -> None:  # noqa: ANN401 - any arguments
    """Call *function* in a process of its own, and assert that it returns without waiting in vain.

    :param instead_of: what it should not do, in words: "waiting until the minute is over".
    :raises AssertionError: if it does not return, or raises.
    """
    __tracebackhide__ = True
    caller = multiprocessing.Process(target=function, args=args, name="caller")
    caller.start()
    caller.join(PATIENCE)
    exitcode = caller.exitcode
    if exitcode is None:
        caller.kill()
        caller.join()
        raise AssertionError(f"it should have returned at once, instead of {instead_of}")
    if exitcode:
        raise AssertionError(f"it should have returned, and its process has ended with exit code {exitcode}")
