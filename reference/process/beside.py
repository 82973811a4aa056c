"""Run a function in a process of its own, and do something else meanwhile."""

import multiprocessing
from collections.abc import Callable
from typing import Any


def run_beside(work: Callable[..., object], word: str, times: int, meanwhile: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it returns
    """Let a process of its own call `work(word, times=times)`; call `meanwhile()` here, at the same time."""
    process = multiprocessing.Process(target=work, args=(word,), kwargs={"times": times})
    process.start()
    try:
        return meanwhile()
    finally:
        process.join()
