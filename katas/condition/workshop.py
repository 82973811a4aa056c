"""Producers put pieces on a shelf, consumers take them away, and at the end all go home."""

from collections.abc import Callable
from typing import Any


def run_workshop(
    orders: list[list[Any]],
    consumers: int,
    shelf: int,
    make: Callable[[Any], Any],
    use: Callable[[Any], object],
) -> None:
    """Let producer threads make what is ordered, and consumer threads use what was made.

    A producer calls `piece = make(order)` for each of its orders and puts the piece on the shelf. A consumer takes a
    piece from the shelf and calls `use(piece)`. Making and using take their time, and nobody is to wait for them who
    need not: two producers make their pieces at the same time.

    orders: a list for each producer thread, with the orders that it works off one after the other.
    consumers: how many consumer threads there are, 1 or more. Each may use any piece.
    shelf: how many finished pieces have room on the shelf, 1 or more. Who finds it full waits with the piece in hand.
    make: returns the piece for an order. A piece is never None.
    use: called once for each piece.

    Return when every piece has been used and all threads have ended.
    """
    raise NotImplementedError
