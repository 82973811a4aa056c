"""Each result as soon as it is there, but not for ever."""

from collections.abc import Callable
from typing import Any


def report_until(
    tasks: dict[str, Callable[[], Any]], workers: int, seconds: float, report: Callable[[str, Any], object]
) -> set[str]:
    """Call the tasks in a pool of threads, report each result as soon as there is one, and stop when time is up.

    tasks: by name; called without arguments, once at most. They are begun in the order of the dictionary.
    workers: so many tasks run at the same time at most.
    seconds: how long to wait for all of them together.
    report: is called as `report(name, result)` by the thread that called `report_until`, and by no other, as soon as
        the task is over; for a task that raised an Exception, the exception takes the place of the result.

    Return when all tasks are reported, or when time is up, whichever is first: the names of those that were not
    reported. Of these, whoever has not begun by then never begins. Whoever has begun cannot be stopped and goes on;
    nobody waits for it.
    """
    raise NotImplementedError
