"""Wrong: makes the consumers daemons in place of sending them home: they sit there for as long as the program runs."""

import queue
import threading


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while True:
            consume(items.get())
            items.task_done()

    for _ in range(consumers):
        threading.Thread(target=consume_all, daemon=True).start()
    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    for thread in producing:
        thread.start()
    for thread in producing:
        thread.join()
    items.join()
