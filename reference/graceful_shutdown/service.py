"""A service that works until the system tells it to end.

A signal handler runs in the middle of anything, so it does next to nothing: it puts the number into a SimpleQueue,
whose `put` may be interrupted by itself. An Event would not do: its `set` takes a lock that the interrupted `wait` may
hold.
"""

import queue
import signal
from collections.abc import Callable
from contextlib import suppress


def run_service(step: Callable[[], object], pause: float, tidy_up: Callable[[], object]) -> int:
    """Call *step*, wait for *pause* seconds, call *step* again, and so on, until SIGTERM or SIGINT comes.

    Then call *tidy_up*, once; also if *step* raises. Return the number of the first signal. Afterwards signals do what
    they did before the call.
    """
    told: queue.SimpleQueue[int] = queue.SimpleQueue()
    before = {
        number: signal.signal(number, lambda number, _frame: told.put(number))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        number = None
        while number is None:
            step()
            with suppress(queue.Empty):
                number = told.get(timeout=pause)
        return number
    finally:
        try:
            tidy_up()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
