"""Each thread counts for itself, and in the end there is one total."""

import threading


class _Count:
    """What one thread has counted: nobody else changes it, so it needs no lock."""

    def __init__(self) -> None:
        self.value = 0


class _Counts(threading.local):
    """Gives each thread a count of its own: `__init__` runs once in each thread, when it comes here first."""

    def __init__(self, of_all: list[_Count], changing: threading.Lock) -> None:
        self.mine = _Count()
        with changing:
            of_all.append(self.mine)


class Tally:
    """A counter that gives each thread a number of its own, and knows the sum of all of them.

    The numbers are private, the list of them is shared. So the sum of threads that have ended is still there.
    """

    def __init__(self) -> None:
        self._of_all: list[_Count] = []
        self._changing = threading.Lock()
        self._counts = _Counts(self._of_all, self._changing)

    def add(self, amount: int) -> None:
        """Add *amount* to what the calling thread has counted."""
        self._counts.mine.value += amount

    def mine(self) -> int:
        """Return what the calling thread has counted."""
        return self._counts.mine.value

    def total(self) -> int:
        """Return what all threads together have counted."""
        with self._changing:
            return sum(count.value for count in self._of_all)
