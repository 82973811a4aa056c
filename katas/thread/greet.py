"""Some threads with names, that work and tell about it."""

from collections.abc import Callable


def work_together(names: list[str], work: Callable[[str], object]) -> None:
    """Let a thread work for each name, all at the same time, and return when all have ended.

    Each thread is called by its name, and does this: it prints "ann begins" (with its own name), calls `work("ann")`,
    and prints "ann ends". At last, when all of them have ended, the calling thread prints "all have ended".
    """
    raise NotImplementedError
