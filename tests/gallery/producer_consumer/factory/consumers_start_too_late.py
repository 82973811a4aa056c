"""Wrong: lets the producers finish before a consumer exists: they wait for room that nobody makes."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while (item := items.get()) is not None:
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    for thread in producing:
        thread.start()
    for thread in producing:
        thread.join()
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in consuming:
        thread.start()
    for _ in consuming:
        items.put(None)
    for thread in consuming:
        thread.join()
