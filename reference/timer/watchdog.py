"""A job that may take too long, and somebody who barks then."""

import threading
from collections.abc import Callable


def run_watched(job: Callable[[], object], seconds: float, too_late: Callable[[], object]) -> object:
    """Call `job()` and return what it returns; if it takes too long, call `too_late()` meanwhile."""
    timer = threading.Timer(seconds, too_late)
    timer.start()
    try:
        return job()
    finally:
        timer.cancel()
        timer.join()  # it may have been just about to bark: wait until it has, or never will
