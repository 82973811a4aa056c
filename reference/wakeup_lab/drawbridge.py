"""A bridge that goes down and up again, while people wait in front of it.

"Is it open?" is not what they wait for: by the time they wake up it may be closed again. What stays true is how often
it has been opened. Who sees another number than the one at the time of coming knows that it was open since.
"""

import threading


class Drawbridge:
    """A drawbridge, closed at first. Whoever waits when it opens crosses, even if it is closed again at once."""

    def __init__(self) -> None:
        self._is_open = False
        self._openings = 0
        self._opened = threading.Condition()

    def open(self) -> None:
        """Let all cross who wait, and all who come before it is closed."""
        with self._opened:
            self._is_open = True
            self._openings += 1
            self._opened.notify_all()

    def close(self) -> None:
        """Let nobody cross who comes from now on."""
        with self._opened:
            self._is_open = False

    def cross(self) -> None:
        """Wait until you may cross."""
        with self._opened:
            openings = self._openings
            while not self._is_open and self._openings == openings:
                self._opened.wait()
