"""A value that comes later."""

import threading


class Promise:
    """A value that one thread will deliver and any number of threads wait for."""

    def __init__(self) -> None:
        self._value: object = None
        self._delivered = threading.Event()
        self._delivering = threading.Lock()

    def deliver(self, value: object) -> None:
        """Set the value and let everybody go on who waits for it; RuntimeError if there is one already."""
        with self._delivering:  # to look and to set must be one step, or two threads both find nothing there
            if self._delivered.is_set():
                raise RuntimeError(f"this promise is kept already, and {value!r} comes too late")
            self._value = value
            self._delivered.set()  # after the value: whoever is let go on must find it

    def get(self, timeout: float | None = None) -> object:
        """Return the value; wait for it, at most *timeout* seconds; TimeoutError if it has not come then."""
        if not self._delivered.wait(timeout):
            raise TimeoutError(f"no value after {timeout} seconds")
        return self._value
