"""Results that come back from other processes, however large they are."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.queues import Queue
from typing import Any


def gather(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Call `function(item)` for each item, in a process of its own, and return the results in order of *items*."""
    answers: Queue[tuple[int, Any]] = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=_call, args=(function, place, item, answers)) for place, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = dict(answers.get() for _ in processes)  # first take everything out: until then they cannot end ...
    for process in processes:
        process.join()  # ... and only then wait for their end
    return [results[place] for place in range(len(items))]


def _call(function: Callable[[Any], Any], place: int, item: Any, answers: "Queue[tuple[int, Any]]") -> None:  # noqa: ANN401 - any item
    """Be one of the processes: answers come in any order, so each says which one it is."""
    answers.put((place, function(item)))
