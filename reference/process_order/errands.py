"""Errands that are done at the same time, and something that has to wait for all of them."""

from collections.abc import Callable
from multiprocessing import Process


def run_errands(errands: list[Callable[[], object]], afterwards: Callable[[], object]) -> None:
    """Do each errand in a process of its own, all at the same time; call `afterwards()` when all of them are over."""
    processes = [Process(target=errand) for errand in errands]
    for process in processes:
        process.start()
    for process in processes:  # a loop of its own: only when all of them have been started
        process.join()
    afterwards()
