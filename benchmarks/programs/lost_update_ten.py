"""Two threads add to one number ten times without a lock: updates can get lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made

ROUNDS = 10
total = 0


def make() -> Made:
    """Return the workers, and whether every addition arrived."""
    global total  # noqa: PLW0603 the number that is shared
    total = 0

    def add() -> None:
        global total  # noqa: PLW0603 as above
        for _ in range(ROUNDS):
            total = total + 1

    return (add, add), lambda: total == 2 * ROUNDS


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
