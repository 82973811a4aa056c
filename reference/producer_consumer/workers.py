"""Workers that wait for work, and a way to know when all of it is done."""

import threading
from collections.abc import Callable
from queue import Queue


class Workers:
    """Some threads that do what is submitted, oldest first, until they are told to go home."""

    def __init__(self, work: Callable[[object], object], count: int, capacity: int) -> None:
        self.failed: list[object] = []
        self._work = work
        self._items: Queue[object] = Queue(capacity)
        self._threads = [threading.Thread(target=self._run) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, item: object) -> None:
        """Leave *item* for the workers; wait while there is no room."""
        self._items.put(item)

    def wait_until_done(self) -> None:
        """Return when everything that was submitted has been worked on, or has failed."""
        self._items.join()

    def close(self) -> None:
        """Let the workers do all that was submitted, send them home, and wait until they are gone."""
        for _ in self._threads:
            self._items.put(None)  # behind all the work, one for each worker
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (item := self._items.get()) is not None:
            try:
                self._work(item)
            except Exception:  # noqa: BLE001 - whatever it was, it is this item's failure and not the worker's
                self.failed.append(item)
            finally:
                self._items.task_done()  # on every way out: `join` counts these
