"""The consumers are daemons that nobody waits for: the last pieces may never be used."""

import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    shelf_queue = queue.Queue(shelf)

    def produce(own):
        for order in own:
            shelf_queue.put(make(order))

    def consume():
        while True:
            use(shelf_queue.get())

    for n in range(consumers):
        threading.Thread(target=consume, name=f"consumer {n}", daemon=True).start()
    producers = [threading.Thread(target=produce, args=(own,), name=f"producer {n}") for n, own in enumerate(orders)]
    for thread in producers:
        thread.start()
    for thread in producers:
        thread.join()
