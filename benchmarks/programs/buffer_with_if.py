"""A bounded buffer that asks once whether it may go on: a woken consumer can find the item gone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made

CAPACITY = 1


def make() -> Made:
    """Return two producers and two consumers, and whether each item was taken once."""
    lock = threading.Lock()
    not_full = threading.Condition(lock)
    not_empty = threading.Condition(lock)
    items: list[int] = []
    taken: list[int] = []

    def put(item: int) -> None:
        with lock:
            if len(items) >= CAPACITY:
                not_full.wait()
            items.append(item)
            not_empty.notify()

    def get() -> int:
        with lock:
            if not items:
                not_empty.wait()
            item = items.pop(0)
            not_full.notify()
            return item

    def produce_one() -> None:
        put(1)

    def produce_two() -> None:
        put(2)

    def consume() -> None:
        taken.append(get())

    return (produce_one, produce_two, consume, consume), lambda: sorted(taken) == [1, 2]


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
