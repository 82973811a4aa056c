"""Producers put pieces on a shelf, consumers take them away, and at the end all go home.

The shelf is a `BoundedBuffer`: it does all the waiting, and nobody holds its lock while making or using a piece. When
the producers have ended, each consumer is sent one None, which says that nothing will come any more.
"""

import threading
from collections.abc import Callable
from typing import Any

from .bounded_buffer import BoundedBuffer


def run_workshop(
    orders: list[list[Any]],
    consumers: int,
    shelf: int,
    make: Callable[[Any], Any],
    use: Callable[[Any], object],
) -> None:
    """Let producer threads make what is ordered, and consumer threads use what was made.

    orders: a list for each producer thread, with the orders that it works off one after the other.
    consumers: how many consumer threads there are, 1 or more. Each may use any piece.
    shelf: how many finished pieces have room on the shelf, 1 or more. Who finds it full waits with the piece in hand.
    make: returns the piece for an order. A piece is never None.
    use: called once for each piece.

    Return when every piece has been used and all threads have ended.
    """
    pieces = BoundedBuffer(shelf)

    def produce(own_orders: list[Any]) -> None:
        for order in own_orders:
            piece = make(order)
            pieces.put(piece)

    def consume() -> None:
        while (piece := pieces.get()) is not None:
            use(piece)

    producer_threads = [
        threading.Thread(target=produce, args=(own_orders,), name=f"producer {number}")
        for number, own_orders in enumerate(orders, start=1)
    ]
    consumer_threads = [
        threading.Thread(target=consume, name=f"consumer {number}") for number in range(1, consumers + 1)
    ]
    for thread in producer_threads + consumer_threads:
        thread.start()
    for thread in producer_threads:
        thread.join()
    for _ in consumer_threads:
        pieces.put(None)
    for thread in consumer_threads:
        thread.join()
