"""A process that brings back what came out of it."""

import multiprocessing
import multiprocessing.connection
from collections.abc import Callable
from typing import Any


class Task(multiprocessing.Process):
    """A process that calls `function(*args)`, and brings back what it returns, or the exception that it raises.

    `run` works on a copy of this object; both copies know the pipe.
    """

    def __init__(self, function: Callable[..., Any], *args: Any, name: str | None = None) -> None:  # noqa: ANN401 - any function's
        super().__init__(name=name)
        self._call = (function, args)
        self._here, self._there = multiprocessing.Pipe(duplex=False)
        self._answer: tuple[Any, Exception | None] | None = None

    def run(self) -> None:
        """Call the function and send what came of it."""
        function, args = self._call
        answer: tuple[Any, Exception | None]
        try:
            answer = (function(*args), None)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to who asks for the result
            answer = (None, error)
        self._there.send(answer)

    def result(self) -> Any:  # noqa: ANN401 - whatever it returned
        """Return what the function returned, or raise what it raised."""
        if self._answer is None:
            self._answer = self._receive()
        value, error = self._answer
        if error is not None:
            raise error
        return value

    def _receive(self) -> tuple[Any, Exception | None]:
        answer: tuple[Any, Exception | None]
        multiprocessing.connection.wait([self._here, self.sentinel])
        # First receive, then join: the process ends only when its answer has gone through.
        answer = (
            self._here.recv() if self._here.poll() else (None, RuntimeError(f"{self.name} ended without an answer"))
        )
        self.join()
        self._here.close()
        self._there.close()
        return answer
