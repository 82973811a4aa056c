"""Run a function in a process of its own, and do something else meanwhile."""

from collections.abc import Callable
from typing import Any


def run_beside(work: Callable[..., object], word: str, times: int, meanwhile: Callable[[], Any]) -> Any:
    """Let a process of its own call `work(word, times=times)`; call `meanwhile()` here, at the same time.

    Return what `meanwhile` returns, when both have ended. If `meanwhile` raises an exception, it goes on to the
    caller, but the process has ended then too.
    """
    raise NotImplementedError
