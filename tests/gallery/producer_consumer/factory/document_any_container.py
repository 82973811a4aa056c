"""Wrong: takes the document at its word that any container will do: looking and taking are two steps, nothing waits."""

import threading
import time


def run_factory(sources, consume, consumers, capacity):
    items = {}
    made = []

    def produce(name, source):
        for number, item in enumerate(source):
            while len(items) >= capacity:
                time.sleep(0.001)
            items[name, number] = item
        made.append(name)

    def consume_all():
        while items or len(made) < len(sources):
            if not items:
                time.sleep(0.001)
                continue
            key = next(iter(items))
            consume(items.pop(key))

    threads = [threading.Thread(target=produce, args=pair) for pair in enumerate(sources)]
    threads += [threading.Thread(target=consume_all) for _ in range(consumers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
