"""Wrong: each producer puts a None when it is through; the first of them sends a consumer home that is needed still."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)
        items.put(None)

    def consume_all():
        while (item := items.get()) is not None:
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing + consuming:
        thread.join()
