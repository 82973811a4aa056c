"""A stock whose methods call each other, and let others call them.

With an RLock each method can begin in the same way, whoever calls it: somebody outside, another method, or a recipe
that is in the middle of something.
"""

import threading
from collections.abc import Callable
from typing import Any


class Stock:
    """How many of each thing there are; threads may share it.

    counts: how many there are at first, by name.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = dict(counts)
        self._lock = threading.RLock()

    def count(self, thing: str) -> int:
        """Return how many there are of a thing."""
        with self._lock:
            return self._counts.get(thing, 0)

    def add(self, thing: str, count: int) -> None:
        """Let there be so many more."""
        with self._lock:
            self._counts[thing] = self.count(thing) + count

    def take(self, thing: str, count: int) -> bool:
        """Let there be so many fewer, if there are so many."""
        with self._lock:
            if self.count(thing) < count:
                return False
            self.add(thing, -count)
            return True

    def exchange(self, given: str, received: str, count: int) -> bool:
        """Take so many of the one thing and add so many of the other, both or neither."""
        with self._lock:
            if not self.take(given, count):
                return False
            self.add(received, count)
            return True

    def change(self, recipe: Callable[["Stock"], Any]) -> Any:  # noqa: ANN401 - whatever the recipe returns
        """Call *recipe* with this stock, as one step."""
        with self._lock:
            return recipe(self)
