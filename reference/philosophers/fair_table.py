"""A table at which nobody is passed over.

One condition for the whole table, and one list: who is hungry, the longest first. A seat may eat when no neighbour eats
and none has been hungry for longer. Of all who are hungry, the first one in the list waits for nobody but those
who are eating, so the list always moves on.
"""

import threading
from collections.abc import Callable


class FairTable:
    """A round table as `Table` is one, at which nobody starves.

    seats: 2 or more.
    """

    def __init__(self, seats: int) -> None:
        self._seats = seats
        self._hungry: list[int] = []
        self._eating: set[int] = set()
        self._changed = threading.Condition()

    def dine(self, seat: int, meal: Callable[[], object]) -> None:
        """Wait for your turn, call *meal* while your neighbours do not eat, and let them have theirs afterwards.

        seat: where you sit. There is one thread for each place.
        """
        with self._changed:
            self._hungry.append(seat)
            while not self._is_my_turn(seat):
                self._changed.wait()
            self._hungry.remove(seat)
            self._eating.add(seat)
        try:
            meal()
        finally:
            with self._changed:
                self._eating.remove(seat)
                self._changed.notify_all()

    def _is_my_turn(self, seat: int) -> bool:
        """Return whether no neighbour eats, and none has been hungry for longer. Call it with the lock held."""
        neighbours = {(seat - 1) % self._seats, (seat + 1) % self._seats}
        hungry_before = self._hungry[: self._hungry.index(seat)]
        return neighbours.isdisjoint(self._eating) and neighbours.isdisjoint(hungry_before)
