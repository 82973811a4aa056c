"""Right programs of any length, and programs that leave something behind: for `benchmarks.scaling`."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

taken = 0


def take_turns(rounds: int) -> None:
    """Two threads add to a number under a lock, *rounds* times each."""
    lock = threading.Lock()

    def add() -> None:
        global taken  # noqa: PLW0603 the number that is shared
        for _ in range(rounds):
            with lock:
                taken = taken + 1

    _together(add, add)
    assert taken == 2 * rounds  # noqa: S101 what is explored


def nothing_left() -> None:
    """Two threads add once each."""
    take_turns(1)


def cycles_left() -> None:
    """Threads leave objects that refer to each other, exceptions that were kept, values of their own."""
    own = threading.local()
    kept: list[BaseException] = []

    def work() -> None:
        node: dict[str, object] = {}
        node["self"] = node
        own.value = [node, threading.current_thread(), own]
        with contextlib.suppress(KeyError):
            try:
                del node["absent"]
            except KeyError as error:
                kept.append(error)
                raise

    _together(work, work)
    assert len(kept) == 2  # noqa: S101 what is explored


def daemons_left() -> None:
    """The program ends while daemon threads wait for ever and a timer has not fired."""
    never = threading.Event()
    waiter = threading.Thread(target=never.wait, daemon=True)
    timer = threading.Timer(3600, never.set)
    timer.daemon = True
    waiter.start()
    timer.start()
    _together(lambda: None)


def pool_used() -> None:
    """Two workers of a pool hand over through a queue."""
    items: queue.Queue[int] = queue.Queue()
    with ThreadPoolExecutor(2) as pool:
        putting = pool.submit(items.put, 1)
        taking = pool.submit(items.get)
        assert (putting.result(), taking.result()) == (None, 1)  # noqa: S101 what is explored


def _together(*workers: Callable[[], None]) -> None:
    threads = [threading.Thread(target=worker) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
