"""A gate that opens for everybody, and can be closed again."""

import threading


class Gate:
    """A gate, closed at first. Only who opens it closes it; who passes leaves it as it is."""

    def __init__(self) -> None:
        self._opened = threading.Event()

    def open(self) -> None:
        """Let everybody pass, now and later."""
        self._opened.set()

    def close(self) -> None:
        """Let nobody pass until the gate is opened again."""
        self._opened.clear()

    def pass_through(self, timeout: float | None = None) -> bool:
        """Wait until the gate is open, at most *timeout* seconds; return whether it was."""
        return self._opened.wait(timeout)
