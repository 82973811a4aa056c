"""A thread that keeps what came out of it."""

import threading
from collections.abc import Callable
from typing import Any


class Task(threading.Thread):
    """A thread that calls `function(*args)` and keeps what it returns, or the exception that it raises.

    The library's own attributes begin with an underscore as well (`_target`, `_args`, `_started`, ...): other names.
    """

    def __init__(self, function: Callable[..., Any], *args: Any, name: str | None = None) -> None:  # noqa: ANN401 - any function's
        super().__init__(name=name)
        self._call = (function, args)
        self._value: Any = None
        self._error: Exception | None = None

    def run(self) -> None:
        """Call the function; what `run` returns would get lost, and what it raises reaches nobody."""
        function, args = self._call
        try:
            self._value = function(*args)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to who asks for the result
            self._error = error

    def result(self, timeout: float | None = None) -> Any:  # noqa: ANN401 - whatever it returned
        """Wait until the function has returned, and return what it returned, or raise what it raised."""
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError(f"{self.name} is still running after {timeout} seconds")
        if self._error is not None:
            raise self._error
        return self._value
