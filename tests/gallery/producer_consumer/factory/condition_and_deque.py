"""Right: without queue.Queue: a deque, a condition, and a count of the producers that are still at work."""

import threading
from collections import deque


def run_factory(sources, consume, consumers, capacity):
    changed = threading.Condition()
    items = deque()
    working = len(sources)

    def produce(source):
        nonlocal working
        for item in source:
            with changed:
                changed.wait_for(lambda: len(items) < capacity)
                items.append(item)
                changed.notify_all()
        with changed:
            working -= 1
            changed.notify_all()

    def consume_all():
        while True:
            with changed:
                changed.wait_for(lambda: items or not working)
                if not items:
                    return
                item = items.popleft()
                changed.notify_all()
            consume(item)

    threads = [threading.Thread(target=produce, args=(source,)) for source in sources]
    threads += [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
