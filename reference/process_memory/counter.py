"""One counter for several processes."""

import multiprocessing


class Counter:
    """A whole number that processes add to."""

    def __init__(self, start: int = 0) -> None:
        self._number = multiprocessing.Value("q", start)  # 64 bits: an "i" has 32, and runs over without a word

    def add(self, amount: int) -> None:
        """Add *amount*, which may be negative."""
        with self._number.get_lock():  # reading and writing are two steps; each of them alone is safe, both are not
            self._number.value += amount

    @property
    def value(self) -> int:
        """The number as it is now."""
        return int(self._number.value)
