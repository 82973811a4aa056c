"""Wrong: asks `if not item`, and a consumer goes home when it meets a zero."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while True:
            item = items.get()
            if not item:
                break
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing:
        thread.join()
    for _ in consuming:
        items.put(None)
    for thread in consuming:
        thread.join()
