"""A block of memory that several processes work on, each on its part."""

from collections.abc import Callable


def work_in_place(data: bytes, workers: int, change: Callable[[memoryview], object]) -> bytes:
    """Let processes change a copy of *data* in shared memory, each its own part, and return what has become of it.

    data: any number of bytes, none too.
    workers: how many processes there are, all at the same time. The parts are as long as each other, or differ by one
        byte. Where there are fewer bytes than that, each byte has a process, and there are no more.
    change: called in each of these processes with its part: a view of the shared memory, which it writes to. It keeps
        nothing of it.

    Use `multiprocessing.shared_memory`. When this function returns or raises, the processes have ended, and the memory
    is given back to the system, whatever has happened.

    Raise ChildProcessError if one of the processes has not ended well.
    """
    raise NotImplementedError
