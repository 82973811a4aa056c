"""Two threads append 0, 1, 2, ... in turn by notify alone: when `even` comes first, its notify finds nobody."""

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

    def even() -> None:
        for number in range(0, LIMIT, 2):
            with condition:
                numbers.append(number)
                condition.notify()
                condition.wait()

    def odd() -> None:
        for number in range(1, LIMIT, 2):
            with condition:
                condition.wait()
                numbers.append(number)
                condition.notify()

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
