"""Two locks that know no order."""

import threading
from collections.abc import Callable
from typing import Any


def run_with_both(one: threading.Lock, other: threading.Lock, action: Callable[[], Any]) -> Any:
    """Call an action while holding two locks, and return what it returns.

    The locks belong to others. Somebody else may take them in whatever order, hold one of them for long, and call this
    function with the two of them the other way round. They may also be one and the same lock.

    While one of the locks cannot be had, the other one is not held: whoever needs only that one gets it. And nobody
    burns a processor by asking again and again without a break.

    Whatever the action does, afterwards neither lock is held any more; an exception goes on to the caller.
    """
    raise NotImplementedError
