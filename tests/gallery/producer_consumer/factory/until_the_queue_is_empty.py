"""Wrong: takes an empty queue for the end; it may be empty because the producers are slower."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while not items.empty():
            consume(items.get())

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing + consuming:
        thread.join()
