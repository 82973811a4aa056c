"""Stages behind each other, each with a thread, which stop one after the other.

The end travels the same way as the items: behind the last of them. A stage that meets it hands it on and ends, and by
then it has handed on everything else. The end is an object of its own, since None may be an item.

Whether it is open, and what is put into the first queue, are guarded by one lock: no item comes behind the end, where
nobody would ever look at it. All who close it wait for the threads, and whoever is through first fetches the results.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any, Final

END: Final = object()


class Pipeline:
    """A row of stages. What comes out of one is put into the next; the results of the last one are collected.

    stages: the functions, each of which takes one thing and returns one, and has a thread of its own.
    """

    def __init__(self, stages: list[Callable[[Any], Any]]) -> None:
        self._queues: list[queue.Queue[Any]] = [queue.Queue() for _ in range(len(stages) + 1)]
        self._is_open = True
        self._door = threading.Lock()
        self._results: list[Any] = []
        self._threads = [
            threading.Thread(
                target=self._run, args=(stage, *self._queues[place : place + 2]), name=f"stage {place + 1}"
            )
            for place, stage in enumerate(stages)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, item: object) -> None:
        """Send *item* on its way through all stages; do not wait for it. Raise RuntimeError after `close`."""
        with self._door:
            if not self._is_open:
                msg = "the pipeline is closed"
                raise RuntimeError(msg)
            self._queues[0].put(item)

    def close(self) -> list[Any]:
        """Let everything that is on its way go through to the end, let the threads end, and return the results."""
        with self._door:
            if self._is_open:
                self._is_open = False
                self._queues[0].put(END)
        for thread in self._threads:
            thread.join()
        with self._door:
            if not self._queues[-1].empty():
                self._results = list(iter(self._queues[-1].get, END))
        return self._results

    @staticmethod
    def _run(stage: Callable[[Any], Any], source: queue.Queue[Any], target: queue.Queue[Any]) -> None:
        """Be a stage, until the end comes; then hand that on."""
        for item in iter(source.get, END):
            target.put(stage(item))
        target.put(END)
