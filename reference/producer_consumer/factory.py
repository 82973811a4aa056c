"""Several producers, several consumers, and one queue between them."""

import threading
from collections.abc import Callable, Iterable
from queue import Queue


def run_factory(
    sources: list[Iterable[object]],
    consume: Callable[[object], object],
    consumers: int,
    capacity: int,
) -> None:
    """Let a producer thread for each source hand its items to consumer threads, and return when all is over."""
    items: Queue[object] = Queue(capacity)  # `put` waits while it is full, and so the producers cannot run away

    def produce(source: Iterable[object]) -> None:
        for item in source:
            items.put(item)

    def consume_all() -> None:
        while (item := items.get()) is not None:
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing:
        thread.join()
    for _ in consuming:
        items.put(None)  # one for each: who takes it goes home, and the others do not see it
    for thread in consuming:
        thread.join()
