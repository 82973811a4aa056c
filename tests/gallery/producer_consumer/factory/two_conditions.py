"""Right: two conditions on one lock, one for each kind of waiter, so that a notify wakes the right one."""

import threading
from collections import deque


def run_factory(sources, consume, consumers, capacity):
    lock = threading.Lock()
    item_there = threading.Condition(lock)
    room_there = threading.Condition(lock)
    shelf = deque()
    over = False

    def produce(source):
        for item in source:
            with lock:
                while len(shelf) >= capacity:
                    room_there.wait()
                shelf.append(item)
                item_there.notify()

    def consume_all():
        while True:
            with lock:
                while not shelf and not over:
                    item_there.wait()
                if not shelf:
                    return
                item = shelf.popleft()
                room_there.notify()
            consume(item)

    producing = [threading.Thread(target=produce, args=(source,)) for source in sources]
    consuming = [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in producing + consuming:
        thread.start()
    for thread in producing:
        thread.join()
    with lock:
        over = True
        item_there.notify_all()
    for thread in consuming:
        thread.join()
