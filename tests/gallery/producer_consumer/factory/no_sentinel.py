"""Wrong: waits for the consumers, and nobody tells them that nothing will come any more."""

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
            if item is None:
                break
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing + consuming:
        thread.join()
