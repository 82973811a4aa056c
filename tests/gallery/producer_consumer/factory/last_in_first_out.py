"""Wrong: a stack in place of a queue: what came last goes first."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.LifoQueue(capacity)

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
    for thread in producing:
        thread.join()
    items_left = threading.Event()
    while not items.empty():
        items_left.wait(0.001)
    for _ in consuming:
        items.put(None)
    for thread in consuming:
        thread.join()
