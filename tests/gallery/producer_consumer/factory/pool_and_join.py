"""Right: a pool of threads; Queue.join says when all is processed, and only then the sentinels go in."""

import queue
from concurrent.futures import ThreadPoolExecutor


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(capacity)

    def produce(source):
        for item in source:
            items.put(item)

    def consume_all():
        while True:
            item = items.get()
            try:
                if item is None:
                    return
                consume(item)
            finally:
                items.task_done()

    with ThreadPoolExecutor(max_workers=len(sources) + consumers) as pool:
        for _ in range(consumers):
            pool.submit(consume_all)
        for done in [pool.submit(produce, source) for source in sources]:
            done.result()
        items.join()
        for _ in range(consumers):
            items.put(None)
