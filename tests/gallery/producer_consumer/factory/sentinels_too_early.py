"""Wrong: puts the sentinels without waiting for the producers: what they put afterwards nobody takes."""

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
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for _ in consuming:
        items.put(None)
    for thread in producing + consuming:
        thread.join()
