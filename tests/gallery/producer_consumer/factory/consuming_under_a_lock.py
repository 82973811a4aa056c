"""Wrong: a lock around taking *and* consuming, so that only one consumer is ever busy; the queue needs no lock at all."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)
    lock = threading.Lock()

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while True:
            with lock:
                item = items.get()
                if item is None:
                    return
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
