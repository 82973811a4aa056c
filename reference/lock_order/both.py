"""Two locks that know no order.

Wait for one lock, holding nothing; then only try the other. If that is taken, let go, and wait for that one next. Who
waits holds nothing, so nobody waits for him. (`std::lock` of C++ does the same.)
"""

import threading
from collections.abc import Callable
from typing import Any


def run_with_both(one: threading.Lock, other: threading.Lock, action: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the action returns
    """Call *action* while holding two locks, and return what it returns."""
    if one is other:
        with one:
            return action()
    waited_for, tried = one, other
    while True:
        with waited_for:
            if tried.acquire(blocking=False):
                try:
                    return action()
                finally:
                    tried.release()
        waited_for, tried = tried, waited_for
