"""The results travel through a queue, as many as there are items."""

import queue
import threading


def total_of(work, items):
    results = queue.SimpleQueue()
    threads = [threading.Thread(target=lambda item=item: results.put(work(item))) for item in items]
    for thread in threads:
        thread.start()
    total = sum(results.get() for _ in items)
    for thread in threads:
        thread.join()
    return total
