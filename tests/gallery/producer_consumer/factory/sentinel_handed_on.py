"""Right: one sentinel for all: whoever meets it puts it back for the next one and goes home."""

import queue
import threading

END = object()


def run_factory(sources, consume, consumers, capacity):
    items = queue.Queue(maxsize=capacity)

    class Producer(threading.Thread):
        def __init__(self, source):
            super().__init__()
            self.source = source

        def run(self):
            for item in self.source:
                items.put(item)

    class Consumer(threading.Thread):
        def run(self):
            for item in iter(items.get, END):
                consume(item)
            items.put(END)

    producers = [Producer(source) for source in sources]
    everybody = producers + [Consumer() for _ in range(consumers)]
    for thread in everybody:
        thread.start()
    for producer in producers:
        producer.join()
    items.put(END)
    for thread in everybody:
        thread.join()
