"""Two threads append 0, 1, 2, ... in turn and wait after each, after the last one too: it always hangs there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made

LIMIT = 10


def make() -> Made:
    """Return the workers, and whether all numbers came in order."""
    condition = threading.Condition()
    numbers: list[int] = []
    upcoming = 0

    def append_every_second(first: int) -> None:
        nonlocal upcoming
        for number in range(first, LIMIT, 2):
            with condition:
                while upcoming != number:
                    condition.wait()
                numbers.append(number)
                upcoming = number + 1
                condition.notify()
                condition.wait()

    def even() -> None:
        append_every_second(0)

    def odd() -> None:
        append_every_second(1)

    return (odd, even), lambda: numbers == list(range(LIMIT))


def main() -> None:
    """Run the workers, a thread each."""
    workers, holds = make()
    threads = [threading.Thread(target=worker) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holds()  # noqa: S101 what an exploring tool looks for


if __name__ == "__main__":
    main()
