"""A clock that ticks until it is stopped."""

import threading
import time
from collections.abc import Callable


class Ticker:
    """Calls `action()` every so many seconds, in another thread.

    Each tick is due at a time that is counted from the start. To sleep for *seconds* after each action would add up
    what the actions take.
    """

    def __init__(self, seconds: float, action: Callable[[], object]) -> None:
        self._seconds = seconds
        self._action = action
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        """Begin to tick, and return at once."""
        self._thread.start()

    def stop(self) -> None:
        """Do not tick any more; wait for an action that is running, unless it is the one that calls."""
        self._stopped.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        due = time.monotonic() + self._seconds
        while not self._stopped.wait(due - time.monotonic()):  # waits like sleep, but a stop ends it at once
            self._action()
            due += self._seconds
