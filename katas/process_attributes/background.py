"""A process that ends with the program, or one for which the program waits."""

from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any


def start_process(action: Callable[..., object], args: tuple[Any, ...], name: str, *, background: bool) -> BaseProcess:
    """Start a process that calls `action(*args)`, and return it at once.

    name: what the process is called.
    background: whether it is ended when the program comes to its end; else the program waits for it.
    """
    raise NotImplementedError
