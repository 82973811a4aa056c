"""Errands that are done at the same time, and something that has to wait for all of them."""

from collections.abc import Callable


def run_errands(errands: list[Callable[[], object]], afterwards: Callable[[], object]) -> None:
    """Do each errand in a process of its own, all at the same time, and call `afterwards()` when all of them are over.

    errands: what is called in the processes, one in each. They take as long as they take, and do not end in order.
    afterwards: is called once, in the process that called this function, when every one of the other processes has
        ended. Where there is no errand, that is at once.
    """
    raise NotImplementedError
