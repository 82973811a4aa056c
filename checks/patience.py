"""What specs of processes do about time: there the clock is a real one, and a second costs a second.

A right solution waits for nothing but what it needs, so specs prove with meetings what they can. Two things are left
that only time shows: that somebody who should wait does wait, and that somebody who should not does not.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING, Any, Final

from checks.quiet import let_others_go_on
from checks.saying import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

#: Seconds for which `linger` at least gives the others the opportunity to go wrong. Every right solution spends them.
A_WHILE: Final = 0.2

#: Seconds after which a call that should have returned long ago is taken for one that waits in vain. Only wrong
#: solutions spend them, so there may be many: on a busy machine a right one must not be taken for wrong.
PATIENCE: Final = 5.0


def linger() -> None:
    """Take a while, in a process that was started: who does not wait for it is then ahead of it.

    Who sleeps in place of waiting needs that time; on a busy machine the others may need longer to come as far as they
    can.
    """
    time.sleep(A_WHILE)
    let_others_go_on()


def returns_at_once(function: Callable[..., object], *args: Any, instead_of: str) -> None:  # noqa: ANN401 - any arguments
    """Call *function* in a process of its own, and assert that it returns without waiting in vain.

    What it raises is raised here.

    :param instead_of: what it should not do, in words: "waiting until the minute is over".
    """
    __tracebackhide__ = True
    here, there = multiprocessing.Pipe(duplex=False)
    caller = multiprocessing.Process(target=_call, args=(there, function, args), name="caller")
    caller.start()
    caller.join(PATIENCE)
    exitcode = caller.exitcode
    caller.kill()
    caller.join()
    failure = here.recv() if here.poll() else None
    here.close()
    there.close()
    if failure is not None:
        raise failure
    if exitcode is None:
        raise AssertionError(_("it should have returned at once, instead of {what}", what=_(instead_of)))
    if exitcode:
        raise AssertionError(
            _("it should have returned, and its process has ended with exit code {exitcode}", exitcode=exitcode)
        )


def _call(there: Connection, function: Callable[..., object], args: tuple[Any, ...]) -> None:
    """Be the process that calls."""
    try:
        function(*args)
    except Exception as failure:  # noqa: BLE001 - it is raised again on the other side
        there.send(failure)
