"""A process that ends with the program, or one for which the program waits."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any


def start_process(action: Callable[..., object], args: tuple[Any, ...], name: str, *, background: bool) -> BaseProcess:
    """Start a process that calls `action(*args)`, and return it at once."""
    process = multiprocessing.Process(target=action, args=args, name=name, daemon=background)
    process.start()
    return process
