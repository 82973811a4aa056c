"""Make threads lose updates, every time and without luck.

A barrier between reading and writing: nobody writes before all have read, so all have read 0.
"""

import threading
from typing import Any


def lose_updates(counter: Any, threads: int) -> None:  # noqa: ANN401 - the spec brings its own counter
    """Let *threads* threads increment the counter once each, so that only one increment is left of all.

    counter: has a `value`, and an `increment()` that calls `counter.between()` between reading and writing it.
    threads: how many threads are started, 1 or more.

    Return when all threads have ended.
    """
    counter.between = threading.Barrier(threads).wait
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
