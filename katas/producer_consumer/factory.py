"""Several producers, several consumers, and one queue between them."""

from collections.abc import Callable, Iterable


def run_factory(
    sources: list[Iterable[object]],
    consume: Callable[[object], object],
    consumers: int,
    capacity: int,
) -> None:
    """Let a producer thread for each source hand its items to consumer threads, and return when all is over.

    A producer goes through its source from the first item to the last. A consumer takes one item after the other,
    oldest first, and calls `consume(item)` for it. Producers and consumers all work at the same time.

    sources: one for each producer; any iterables. No item is None. Getting the next item of a source may take a while.
    consume: called once for each item, by a consumer thread. It may take a while.
    consumers: how many consumer threads there are, 1 or more.
    capacity: how many items may wait between producers and consumers, 1 or more. A producer that finds them all there
        waits, its next item in hand.

    Return when every item has been consumed and all threads have ended.
    """
    raise NotImplementedError
