"""A block of memory that several processes work on, each on its part.

Each process closes its view of the block; who made the block also unlinks it, once, when all others are through. Both
stand in a `finally`: a block that nobody unlinks outlives the program.
"""

from collections.abc import Callable
from itertools import pairwise
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work_in_place(data: bytes, workers: int, change: Callable[[memoryview], object]) -> bytes:
    """Let processes change a copy of *data* in shared memory, each its own part, and return what has become of it.

    data: any number of bytes, none too.
    workers: how many processes there are, all at the same time; fewer, where there are fewer bytes.
    change: called in each of these processes with its part: a view of the shared memory, which it writes to.

    Raise ChildProcessError if one of the processes has not ended well.
    """
    if not data:
        return b""
    size = len(data)
    count = min(workers, size)
    cuts = [size * number // count for number in range(count + 1)]
    memory = SharedMemory(create=True, size=size)
    try:
        memory.buf[:size] = data  # type: ignore[index] # it is None only when closed
        processes = [Process(target=_work, args=(memory.name, start, end, change)) for start, end in pairwise(cuts)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        if any(process.exitcode != 0 for process in processes):
            msg = "a process that worked on the shared memory has not ended well"
            raise ChildProcessError(msg)
        return bytes(memory.buf[:size])  # type: ignore[index] # it is None only when closed
    finally:
        memory.close()
        memory.unlink()


def _work(name: str, start: int, end: int, change: Callable[[memoryview], object]) -> None:
    """Change one part of the block, in a process of its own."""
    memory = SharedMemory(name)
    part = memory.buf[start:end]  # type: ignore[index] # it is None only when closed
    try:
        change(part)
    finally:
        part.release()
        memory.close()
