"""Some processes write letters, others read them, and a queue is in between."""

import multiprocessing
from collections.abc import Callable, Iterable
from multiprocessing.queues import Queue


def deliver(
    writers: list[Iterable[object]], read: Callable[[object], object], readers: int, capacity: int
) -> list[int | None]:
    """Let processes write letters and others read them; when all is over, return the exit codes of the readers."""
    box: Queue[object] = multiprocessing.Queue(capacity)
    writing = [multiprocessing.Process(target=_write, args=(letters, box)) for letters in writers]
    reading = [multiprocessing.Process(target=_read, args=(box, read)) for _ in range(readers)]
    for process in writing + reading:
        process.start()
    for process in writing:
        process.join()  # the readers take the letters out meanwhile
    for _ in reading:
        box.put(None)  # one for each: who takes it goes home, and the others do not see it
    for process in reading:
        process.join()
    return [process.exitcode for process in reading]


def _write(letters: Iterable[object], box: "Queue[object]") -> None:
    """Be a writer."""
    for letter in letters:
        box.put(letter)


def _read(box: "Queue[object]", read: Callable[[object], object]) -> None:
    """Be a reader."""
    while (letter := box.get()) is not None:
        read(letter)
