"""Some processes write letters, others read them, and a queue is in between."""

from collections.abc import Callable, Iterable


def deliver(
    writers: list[Iterable[object]], read: Callable[[object], object], readers: int, capacity: int
) -> list[int | None]:
    """Let processes write letters and others read them; when all is over, return the exit codes of the readers.

    There is a process for each of *writers*. It goes through that iterable, from the first letter to the last, and
    sends each letter off before it asks for the next one. There are *readers* more processes. Each takes one letter
    after the other, oldest first, and calls `read(letter)` for it. All of them work at the same time.

    writers: iterables that can be handed to another process. No letter is None. Getting the next one may take a while.
    read: called once for each letter, in the process of a reader. It may take a while.
    readers: how many of them there are, 1 or more.
    capacity: how many letters may be on their way between writers and readers, 1 or more. A writer that finds so many
        waits, the next letter in hand.

    Return when every letter has been read and all processes have ended. The readers come to their end by themselves:
    their exit codes are 0.
    """
    raise NotImplementedError
