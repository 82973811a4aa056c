"""Wait for a lock, but not for ever.

`acquire` with a timeout says whether it got the lock, and everything hangs on that answer: `with lock:` would wait for
ever, and a `finally` around the acquire would release a lock that somebody else holds.
"""

import threading
from collections.abc import Callable


def run_locked(lock: threading.Lock, action: Callable[[], object], patience: float) -> bool:
    """Call `action()` while holding the lock, if the lock can be had within `patience` seconds.

    lock: shared with other threads, which may hold it for long.
    action: called without arguments, once at most. If it raises, its exception goes on to the caller.
    patience: how many seconds to wait for the lock at most; with 0, try once and do not wait.

    Return True if the action was called, False if the lock could not be had in time.
    """
    if not lock.acquire(timeout=patience):
        return False
    try:
        action()
    finally:
        lock.release()
    return True
