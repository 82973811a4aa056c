"""Work that gets so much time and no more."""

from collections.abc import Callable
from multiprocessing import Process


def run_at_most(work: Callable[[], object], seconds: float) -> int | None:
    """Call `work()` in a process of its own, and wait until that process has ended, but not longer than *seconds*."""
    process = Process(target=work)
    process.start()
    process.join(seconds)
    exitcode = process.exitcode  # join does not say whether it was in time: as long as the process runs, this is None
    if exitcode is None:
        process.kill()  # SIGTERM can be ignored, SIGKILL cannot
        process.join()
    return exitcode
