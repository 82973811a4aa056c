"""Right: Python 3.13's Queue.shutdown in place of sentinels; on older Pythons one sentinel for each consumer."""

import queue
import threading

CAN_SHUT_DOWN = hasattr(queue, "ShutDown")


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)
    ended = queue.ShutDown if CAN_SHUT_DOWN else ()

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while True:
            try:
                item = items.get()
            except ended:
                return
            if item is None:
                return
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing:
        thread.join()
    if CAN_SHUT_DOWN:
        items.shutdown()
    else:
        for _ in consuming:
            items.put(None)
    for thread in consuming:
        thread.join()
