"""Wrong: the document's own program: nobody ever puts the None that the consumers wait for, and nobody joins anybody."""

import queue
import threading


def product(source, q):
    for num in source:
        q.put(num)
    q.task_done()


def consumer(consume, q):
    while True:
        item = q.get()
        if item is None:
            break
        consume(item)
    q.task_done()


def run_factory(sources, consume, consumers, capacity):
    q = queue.Queue(capacity)
    for source in sources:
        threading.Thread(target=product, args=(source, q)).start()
    for _ in range(consumers):
        threading.Thread(target=consumer, args=(consume, q)).start()
