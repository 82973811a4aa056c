"""The slow part outside of the lock, the sum inside.

The critical section is the one line that reads and writes what the threads share. `total += work(item)` inside of the
lock would be shorter, and would make the threads work one after the other.
"""

import threading
from collections.abc import Callable
from typing import Any


def total_of(work: Callable[[Any], int], items: list[Any]) -> int:
    """Return the sum of `work(item)` over all items, with a thread for each item.

    work: called once for each item, each time in another thread.
    items: what to work on; the total of no items is 0.
    """
    total = 0
    lock = threading.Lock()

    def work_on(item: Any) -> None:  # noqa: ANN401 - an item is whatever `work` takes
        nonlocal total
        result = work(item)
        with lock:
            total += result

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
