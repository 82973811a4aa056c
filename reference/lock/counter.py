"""A counter that many threads may add to.

Every access goes through one lock. What can be done without it, here summing up the amounts, is done before: so the
lock is held shortly, and no method needs to call another one that would want the same lock again.
"""

import threading


class Counter:
    """A number that threads share. No addition is ever lost, whoever comes between whoever.

    start: the value to begin with.
    """

    def __init__(self, start: int = 0) -> None:
        self._value = start
        self._lock = threading.Lock()

    @property
    def value(self) -> int:
        """The value as it is now."""
        with self._lock:
            return self._value

    def add(self, amount: int) -> None:
        """Add *amount*. Raise TypeError, and leave the counter as it was, if that is no number."""
        with self._lock:
            self._value += amount

    def add_all(self, amounts: list[int]) -> None:
        """Add all of *amounts* at one stroke: who reads `value` meanwhile sees none of them, or all."""
        self.add(sum(amounts))
