"""Who is who: the numbers of a process, of its child, and of the child's parent."""

import multiprocessing
import os


def _introduce_yourself(answer: "multiprocessing.SimpleQueue[tuple[int, int]]") -> None:
    answer.put((os.getpid(), os.getppid()))


def family() -> tuple[int, int, int]:
    """Start a process, ask it for its number and for its parent's, and wait until it has ended."""
    answer: multiprocessing.SimpleQueue[tuple[int, int]] = multiprocessing.SimpleQueue()
    child = multiprocessing.Process(target=_introduce_yourself, args=(answer,))
    child.start()
    pid, parent = answer.get()
    child.join()
    answer.close()
    return os.getpid(), pid, parent
