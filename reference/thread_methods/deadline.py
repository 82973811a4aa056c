"""Wait for many threads, but no longer than so long altogether."""

import threading
import time


def join_all(threads: list[threading.Thread], seconds: float) -> list[threading.Thread]:
    """Wait until all threads have ended, at most *seconds* altogether; return those that are still running."""
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))  # what is left of the time, not all of it again
    return [thread for thread in threads if thread.is_alive()]  # join does not say whether it was in time
