"""Many jobs, but only a few of them at the same time."""

from collections.abc import Callable


def run_limited(jobs: list[Callable[[], object]], limit: int) -> list[Exception]:
    """Run all jobs in threads, at most *limit* of them at the same time, and return when the last one has ended.

    A job that waits for its turn begins as soon as one of the running jobs has ended, whichever that is. A job that
    raises an exception has ended, too: the others run as if nothing had happened.

    jobs: callables without arguments.
    limit: how many may run at the same time, 1 or more.

    Return the exceptions that jobs raised, in any order; an empty list if all went well.
    """
    raise NotImplementedError
