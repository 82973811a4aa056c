"""Threads of a spec: run functions at the same time, wait for something to come true, offer the others a turn.

Specs are not rewritten, so their own code runs without a switch; a callback that another thread may overtake says so
with `pause()`.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from checks.saying import _

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds between two looks of `eventually`: virtual ones on the simulated machine, where they cost nothing.
STEP: Final = 0.05


def together(**work: Callable[[], object]) -> None:
    """Run each function in a thread of its own and wait until all have returned.

    :param work: what to run; the keyword is the thread's name: `together(plus=..., minus=...)`.
    """
    threads = [threading.Thread(target=function, name=name) for name, function in work.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def begin(name: str, function: Callable[[], object]) -> threading.Thread:
    """Start *function* in a thread called *name* and return the thread.

    It is a daemon: if the spec fails while the thread is blocked, the failure stands, not a deadlock at the end.
    """
    thread = threading.Thread(target=function, name=name, daemon=True)
    thread.start()
    return thread


def eventually(happened: Callable[[], bool], what: str, patience: float = 5.0) -> None:
    """Wait until *happened* returns true.

    :param what: the sentence that describes it: "two items fit in".
    :param patience: seconds after which it is no longer believed in.
    :raises AssertionError: if it did not come true in that time.
    """
    __tracebackhide__ = True
    for _look in range(round(patience / STEP)):
        if happened():
            return
        time.sleep(STEP)
    if not happened():
        raise AssertionError(_("this should have happened by now and has not: {what}", what=_(what)))


def no_time_since(began: float) -> None:
    """Assert that nobody has waited for the clock since *began*, which `time.monotonic()` gave: who is told need not.

    Only on the simulated machine, where computing takes no time.
    """
    __tracebackhide__ = True
    took = time.monotonic() - began
    if took:
        raise AssertionError(_("it took {took} s: nobody has to wait for the clock here", took=f"{took:g}"))


def pause() -> None:
    """Let other threads go on here, if they like."""
    time.sleep(0)
