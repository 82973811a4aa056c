"""Work that gets so much time and no more."""

from collections.abc import Callable


def run_at_most(work: Callable[[], object], seconds: float) -> int | None:
    """Call `work()` in a process of its own, and wait until that process has ended, but not longer than *seconds*.

    If it ends in time, return its exit code, as soon as it has ended.

    If it does not, put an end to it, whether it likes that or not, and return None. When this function returns, the
    process is gone in any case.
    """
    raise NotImplementedError
