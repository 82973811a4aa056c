"""Each result as soon as it is there, but not for ever.

No `with` here: a pool waits at the end of its block for whatever still runs.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any


def report_until(
    tasks: dict[str, Callable[[], Any]], workers: int, seconds: float, report: Callable[[str, Any], object]
) -> set[str]:
    """Report each result as soon as there is one; return the names of those that had none when time was up."""
    pool = ThreadPoolExecutor(workers)
    names = {pool.submit(task): name for name, task in tasks.items()}
    late = set(tasks)
    try:
        for future in as_completed(names, timeout=seconds):
            late.remove(names[future])
            report(names[future], future.exception() or future.result())
    except TimeoutError:
        return late
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return late
