"""Programs that tests explore by name."""

from __future__ import annotations

import threading

total = 0
lock = threading.Lock()


def _together(work: object) -> None:
    threads = [threading.Thread(target=work) for _ in range(2)]  # type: ignore[arg-type]  # any callable
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def lost_update() -> None:
    """Two threads add one without a lock."""

    def work() -> None:
        global total  # noqa: PLW0603 the subject of the test
        total += 1

    _together(work)


def in_order() -> None:
    """Two threads add one with a lock."""

    def work() -> None:
        global total  # noqa: PLW0603 the subject of the test
        with lock:
            total += 1

    _together(work)
