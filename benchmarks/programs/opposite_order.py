"""Two threads take two locks in opposite order: each can get one and wait for the other."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made


def make() -> Made:
    """Return the workers, and whether both moved."""
    left = threading.Lock()
    right = threading.Lock()
    moved = 0

    def to_the_right() -> None:
        nonlocal moved
        with left, right:
            moved = moved + 1

    def to_the_left() -> None:
        nonlocal moved
        with right, left:
            moved = moved - 1

    return (to_the_right, to_the_left), lambda: moved == 0


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
