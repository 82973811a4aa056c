"""Wrong: one condition for who waits for an item and who waits for room, and a notify that wakes one of them."""

import threading
from collections import deque


def run_factory(sources, consume, consumers, capacity):
    changed = threading.Condition()
    shelf = deque()
    over = False

    def produce(source):
        for item in source:
            with changed:
                while len(shelf) >= capacity:
                    changed.wait()
                shelf.append(item)
                changed.notify()

    def consume_all():
        while True:
            with changed:
                while not shelf and not over:
                    changed.wait()
                if not shelf:
                    return
                item = shelf.popleft()
                changed.notify()
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing:
        thread.join()
    with changed:
        over = True
        changed.notify_all()
    for thread in consuming:
        thread.join()
