"""Wrong: a queue without a bound: the producers run ahead as far as they like."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue()

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
    for _ in consuming:
        items.put(None)
    for thread in consuming:
        thread.join()
