"""Something to be done later, unless it is called off in time."""

import threading
from collections.abc import Callable
from typing import Any


class Reminder:
    """Calls `action(*args, **kwargs)` once, in another thread, so many seconds after `start`.

    `Timer.cancel` does not say whether it was in time. So both, the action and who cancels, go through one lock, and
    whoever is first there decides.
    """

    def __init__(self, seconds: float, action: Callable[..., object], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the action takes anything
        self._call: Callable[[], object] = lambda: action(*args, **kwargs)
        self._timer = threading.Timer(seconds, self._run)
        self._deciding = threading.Lock()
        self._begun = False
        self._called_off = False

    def start(self) -> None:
        """Let the time begin, and return at once."""
        self._timer.start()

    def cancel(self) -> bool:
        """Call it off, and return whether that was in time."""
        with self._deciding:
            self._called_off = not self._begun
        self._timer.cancel()
        return self._called_off

    def wait(self) -> None:
        """Return when the action is over, or is called off."""
        self._timer.join()

    def _run(self) -> None:
        with self._deciding:
            self._begun = not self._called_off
        if self._begun:
            self._call()
