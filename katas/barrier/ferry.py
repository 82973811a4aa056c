"""A ferry that leaves when it is full, and passengers who do not wait for ever."""

from collections.abc import Callable


def cross(names: list[str], seats: int, patience: float, travel: Callable[[str], object]) -> list[str]:
    """Let the passengers come to the ferry, each in a thread of its own; return the names of those who stay behind.

    Whenever *seats* passengers are there, they cross together: for each of them `travel(name)` is called, in its own
    thread, and all of these at the same time. Then the ferry is there for the next ones. Who has waited for *patience*
    seconds gives up, and so do all who wait with that passenger; whoever comes after that need not wait any more.

    names: who comes; they all come at once, in any order.
    seats: how many make the ferry full, 1 or more.

    Return when all threads have ended.
    """
    raise NotImplementedError
