"""Wrong: start and join in one loop: each producer waits until the one before is through."""

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

    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in consuming:
        thread.start()
    for source in sources:
        thread = threading.Thread(target=produce, args=(source,))
        thread.start()
        thread.join()
    for _ in consuming:
        items.put(None)
    for thread in consuming:
        thread.join()
