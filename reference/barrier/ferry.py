"""A ferry that leaves when it is full, and passengers who do not wait for ever."""

import threading
from collections.abc import Callable


def cross(names: list[str], seats: int, patience: float, travel: Callable[[str], object]) -> list[str]:
    """Let the passengers come to the ferry; return the names of those who stay behind."""
    ferry = threading.Barrier(seats)
    left_behind: list[str] = []

    def passenger(name: str) -> None:
        try:
            ferry.wait(
                patience
            )  # the first whose patience ends breaks the barrier for all who wait, and who come later
        except threading.BrokenBarrierError:
            left_behind.append(name)
        else:
            travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
