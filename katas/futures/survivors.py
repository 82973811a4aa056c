"""A pool of processes that breaks, and the work that is done all the same."""

from collections.abc import Callable
from typing import Any


def call_each(function: Callable[[Any], Any], items: list[Any], workers: int) -> list[Any]:
    """Call a function for each item in a pool of processes, and return what came of each, in the order of the items.

    function: a function of a module, so that it can be sent to other processes.
    workers: so many calls may run at the same time, each in a process of its own, and not more.

    In the list, an item has

    - what the function returned for it,
    - the exception, if the call raised an Exception; also if the item could not be sent to the process, or the result
      could not be sent back,
    - a `concurrent.futures.process.BrokenProcessPool`, if the process ended in the middle of the call. That item alone
      gets it: no other one suffers, even if its call has to be made a second time. A call that ends its process is
      made at most twice.

    When it returns, all processes have ended. No items need no process.
    """
    raise NotImplementedError
